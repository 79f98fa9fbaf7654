using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>
/// All panels there are: those of the machine, then one for each topic that this program has never heard of. It knows
/// their order, their numbers, and which of them the user wants.
/// </summary>
internal sealed class PanelSet
{
    /// <summary>Further topics have no number; they are reached by selecting while a panel is enlarged.</summary>
    private const string Numbers = "1234567890";

    /// <summary>These have panels of their own, or are parts of one.</summary>
    private static readonly HashSet<string> _known =
    [
        MachineTopics.Cpu, MachineTopics.Memory, MachineTopics.Frequency, MachineTopics.Network, MachineTopics.Disk,
        MachineTopics.Processes, MachineTopics.ContainerCpu, MachineTopics.ContainerMemory, MachineTopics.Publisher,
    ];

    private readonly List<Panel> _numbered, _ordered;
    private IReadOnlyList<string> _wantedOrder = [];

    internal PanelSet()
    {
        _numbered =
        [
            new CpuPanel(), new MemoryPanel(), new NetworkPanel(), new DiskPanel(), Processes, new ContainerPanel(),
            new PublishersPanel(),
        ];
        _ordered = [.. _numbered];
    }

    internal ProcessesPanel Processes { get; } = new();

    /// <summary>What the user wants to see, by name; null for what fits.</summary>
    internal HashSet<string>? Chosen { get; private set; }

    /// <summary>The choice in its order, to be kept; empty when there is none.</summary>
    internal IReadOnlyList<string> Names => Chosen is not { } chosen ? [] :
    [
        .. _ordered.Select(panel => panel.Name).Where(chosen.Contains),
        .. _wantedOrder.Where(name => chosen.Contains(name) && !Has(name)),
    ];

    /// <summary>Takes a choice that was kept.</summary>
    internal void Choose(IReadOnlyList<string> names)
    {
        if (names.Count == 0) return;
        (Chosen, _wantedOrder) = ([.. names], names);
        Sort();
    }

    /// <summary>Takes in the topics that have come since, and lets go of those that are forgotten.</summary>
    internal void Meet(Moment moment)
    {
        foreach (var topic in moment.Chronicle.Topics)
        {
            // The topic in the machine's place may have more values than the machine's panels show.
            var isShown = _known.Contains(topic.Name) && moment.From is null;
            if (isShown || Has(TopicPanel.NameOf(topic.Name))) continue;
            var panel = new TopicPanel(topic.Name);
            _numbered.Add(panel);
            _ordered.Add(panel);
            Sort();
        }
        foreach (var gone in _numbered.OfType<TopicPanel>().Where(panel => !panel.IsThere(moment)).ToList())
        {
            _numbered.Remove(gone);
            _ordered.Remove(gone);
        }
    }

    /// <summary>The panels that have something to show, in the order in which they are drawn.</summary>
    internal IReadOnlyList<Panel> There(Moment moment) => [.. _ordered.Where(panel => panel.IsThere(moment))];

    /// <summary>The panels to draw in a room: those that were chosen, or as many as fit.</summary>
    internal IReadOnlyList<Panel> Shown(Moment moment, int width, int height)
    {
        var there = There(moment);
        return Chosen is { } chosen ? [.. there.Where(panel => chosen.Contains(panel.Name))]
            : PanelLayout.Fitting(there, width, height);
    }

    internal char? NumberOf(Panel panel) =>
        _numbered.IndexOf(panel) is >= 0 and var i && i < Numbers.Length ? Numbers[i] : null;

    internal Panel? Numbered(char number) =>
        Numbers.IndexOf(number) is >= 0 and var i && i < _numbered.Count ? _numbered[i] : null;

    /// <summary>Shows a panel or hides it. What is shown besides becomes the user's choice.</summary>
    internal void Toggle(Panel panel, IReadOnlyList<Panel> shown)
    {
        Chosen ??= [.. shown.Select(one => one.Name)];
        if (!Chosen.Remove(panel.Name)) Chosen.Add(panel.Name);
    }

    /// <summary>Moves a panel before or behind its neighbour among those that are shown.</summary>
    internal void Move(Panel panel, int direction, IReadOnlyList<Panel> shown)
    {
        var neighbour = shown.ToList().IndexOf(panel) + direction;
        if (neighbour < 0 || neighbour >= shown.Count) return;
        var other = _ordered.IndexOf(shown[neighbour]);
        _ordered.Remove(panel);
        _ordered.Insert(other, panel);
        Chosen ??= [.. shown.Select(one => one.Name)];
    }

    /// <summary>Back to all that fit, in the order of their numbers.</summary>
    internal void Reset()
    {
        (Chosen, _wantedOrder) = (null, []);
        Sort();
    }

    private bool Has(string name) => _numbered.Exists(panel => panel.Name == name);

    /// <summary>By the order that was kept; what is not in it comes behind, by number.</summary>
    private void Sort()
    {
        var order = _numbered.OrderBy(panel => Place(panel.Name)).ToList(); // stable
        _ordered.Clear();
        _ordered.AddRange(order);

        int Place(string name)
        {
            for (var i = 0; i < _wantedOrder.Count; i++)
                if (_wantedOrder[i] == name) return i;
            return int.MaxValue;
        }
    }
}
