using Sightglass.Cli.Configuring;
using Sightglass.Cli.Screen.Model;
using Sightglass.Cli.Screen.Panels;

namespace Sightglass.Cli.Screen;

/// <summary>What the user chose on the screen, kept in the section <c>[top]</c> of the configuration file.</summary>
/// <param name="Panels">The panels to show, in their order; empty for all that fit.</param>
/// <param name="Window">How much time the graphs show.</param>
/// <param name="Sort">By what processes are sorted.</param>
internal sealed record TopSettings(IReadOnlyList<string> Panels, TimeSpan Window, ProcessSort Sort)
{
    private const string Section = "top", PanelsKey = "panels", WindowKey = "window", SortKey = "sort";
    private static readonly TimeSpan _mostWindow = TimeSpan.FromHours(24);

    /// <summary>The settings of a file, or the defaults.</summary>
    /// <exception cref="UsageException">A value is none; the message says where and why.</exception>
    internal static TopSettings Of(ConfigurationSection section)
    {
        section.Expect([PanelsKey, WindowKey, SortKey]);
        var sort = section[SortKey]?.OneOf([.. Enum.GetNames<ProcessSort>().Select(name => name.ToLowerInvariant())]);
        return new([.. section[PanelsKey]?.Items().Select(item => item.Text()) ?? []],
            section[WindowKey]?.Duration(TimeAxis.LeastWindow, _mostWindow) ?? TimeAxis.DefaultWindow,
            sort is null ? ProcessSort.Cpu : Enum.Parse<ProcessSort>(sort, ignoreCase: true));
    }

    internal static TopSettings Load(string? file) => Of(ConfigurationFile.Load(file).Section(Section));

    internal void ApplyTo(TopScreen screen)
    {
        screen.Panels.Choose(Panels);
        screen.Panels.Processes.SortBy(Sort);
        screen.Axis.SetWindow(Window);
    }

    /// <summary>Writes what is another than it was; nothing if all is the same, or the file is /dev/null.</summary>
    /// <exception cref="UsageException">The file has a form that cannot be added to.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal void Keep(TopScreen screen, string? file)
    {
        if (ConfigurationPlaces.IsDeviceChosen(file)) return;
        var panels = screen.Panels.Names;
        if (!panels.SequenceEqual(Panels)) ConfigurationFile.Persist(file, Section, PanelsKey, Toml.List(panels));
        if (screen.Axis.Window != Window)
            ConfigurationFile.Persist(file, Section, WindowKey, Toml.Text(Durations.Format(screen.Axis.Window)));
        var sort = screen.Panels.Processes.Sort;
        if (sort != Sort)
            ConfigurationFile.Persist(file, Section, SortKey, Toml.Text(sort.ToString().ToLowerInvariant()));
    }
}
