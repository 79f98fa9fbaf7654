namespace Sightglass.Cli.Screen.Panels;

/// <summary>Which of its rows a panel shows when it has not room for all.</summary>
internal sealed class RowScroll
{
    private int _most;

    /// <summary>The first row that is shown.</summary>
    internal int First { get; private set; }

    /// <summary>Tells how many rows there are and how many fit; what was shown before stays if it can.</summary>
    internal void Fit(int count, int height)
    {
        _most = Math.Max(count - height, 0);
        First = Math.Clamp(First, 0, _most);
    }

    /// <returns>Whether there is anything to move through.</returns>
    internal bool Move(int rows)
    {
        First = Math.Clamp(First + rows, 0, _most);
        return _most > 0;
    }
}
