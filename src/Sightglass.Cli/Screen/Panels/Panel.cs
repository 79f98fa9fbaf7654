using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>A part of the screen with a frame of its own. It draws what a moment shows, and follows nothing.</summary>
/// <param name="name">What the configuration calls it.</param>
/// <param name="title">What people call it.</param>
internal abstract class Panel(string name, string title)
{
    /// <summary>Frames are one cell wide, all around.</summary>
    internal const int FrameSize = 2;

    internal string Name { get; } = name;

    internal string Title { get; } = title;

    /// <summary>The size below which it is not drawn, its frame included.</summary>
    internal virtual (int Width, int Height) Least => (36, 6);

    /// <summary>How much of the height it wants, beside others.</summary>
    internal virtual int Weight => 10;

    /// <summary>Whether it has a row of panels for itself.</summary>
    internal virtual bool IsWide => false;

    /// <summary>Its keys while it is selected, for the foot of the screen.</summary>
    internal virtual IReadOnlyList<KeyHelp> Keys => [];

    /// <summary>Whether there is anything that it could show.</summary>
    internal virtual bool IsThere(Moment moment) => Topic(moment) is not null;

    /// <summary>The topic whose state is the panel's.</summary>
    internal abstract TopicHistory? Topic(Moment moment);

    internal abstract Style Border(Palette palette);

    /// <summary>Draws what is inside of the frame.</summary>
    internal abstract void Draw(Area area, Moment moment, Look look);

    /// <summary>A letter that the panel takes while it is selected.</summary>
    /// <returns>Whether it was one of its own.</returns>
    internal virtual bool Press(char letter) => false;

    /// <summary>Whether all keys go to it, because its user types a text.</summary>
    internal virtual bool IsTyping => false;

    /// <summary>A key of that text, or one that ends it.</summary>
    /// <returns>Whether it took the key.</returns>
    internal virtual bool Type(ConsoleKey key, char letter) => false;

    /// <summary>Moves through what does not fit.</summary>
    /// <returns>Whether there is anything to move through.</returns>
    internal virtual bool Scroll(int rows) => false;

    /// <summary>A click inside of the frame.</summary>
    internal virtual bool Click(int x, int y) => false;
}
