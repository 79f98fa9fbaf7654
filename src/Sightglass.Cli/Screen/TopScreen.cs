using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;
using Sightglass.Cli.Screen.Panels;

namespace Sightglass.Cli.Screen;

/// <summary>What the screen asks of the program around it.</summary>
internal enum ScreenRequest
{
    None, Quit, Faster, Slower, SwitchProcesses,
}

/// <summary>
/// The whole screen: which panels, where, and what keys change. It draws a moment into a canvas and knows no terminal,
/// no thread and no clock.
/// </summary>
internal sealed partial class TopScreen(Look look, TimeAxis axis)
{
    /// <summary>Below this size there are bars instead of panels, and then one line.</summary>
    internal const int LeastWidth = 60, LeastHeight = 16, LeastCompactWidth = 40, LeastCompactHeight = 6;

    private const int TitleHeight = 1, FooterHeight = 1;

    private IReadOnlyList<Placement> _placed = [];
    private IReadOnlyList<Panel> _shown = [];
    private Panel? _selected;
    private bool _isEnlarged, _isHelp;

    internal PanelSet Panels { get; } = new();

    internal TimeAxis Axis { get; } = axis;

    /// <summary>What goes on around the screen, for its foot.</summary>
    internal Surroundings Surroundings { get; set; } = new();

    internal void Draw(Canvas canvas, Moment moment)
    {
        canvas.Clear();
        var whole = canvas.Whole;
        Panels.Meet(moment);
        _placed = [];
        if (whole.Width < LeastCompactWidth || whole.Height < LeastCompactHeight)
            CompactScreen.DrawLine(whole, moment, look);
        else if (whole.Width < LeastWidth || whole.Height < LeastHeight)
            CompactScreen.Draw(whole, moment, look, Surroundings);
        else DrawPanels(whole, moment);
        if (_isHelp) HelpOverlay.Draw(whole, look);
    }

    private void DrawPanels(Area whole, Moment moment)
    {
        TitleBar.Draw(whole.Part(0, 0, whole.Width, TitleHeight), moment, look, Surroundings, isLong: false);
        var keys = _selected?.Keys ?? [];
        var foot = whole.Part(0, whole.Height - FooterHeight, whole.Width, FooterHeight);
        Footer.Draw(foot, keys, moment, look, Surroundings);
        var body = whole.Part(0, TitleHeight, whole.Width, whole.Height - TitleHeight - FooterHeight);
        _shown = Panels.Shown(moment, body.Width, body.Height);
        var selectable = Selectable(moment);
        if (_selected is not null && !selectable.Contains(_selected)) (_selected, _isEnlarged) = (null, false);

        var (needWidth, needHeight) = PanelLayout.Need(_isEnlarged ? [_selected!] : _shown, body.Width);
        if (needWidth > body.Width || needHeight > body.Height)
        {
            TooSmall.Draw(body, whole.Width, whole.Height, needWidth, needHeight + TitleHeight + FooterHeight, look);
            return;
        }
        if (_shown.Count == 0 && !_isEnlarged) TooSmall.DrawNothing(body, Panels.There(moment).Count > 0, look);
        _placed = _isEnlarged ? [new(_selected!, 0, 0, body.Width, body.Height)]
            : PanelLayout.Arrange(_shown, body.Width, body.Height);
        foreach (var place in _placed)
        {
            var area = body.Part(place.X, place.Y, place.Width, place.Height);
            var number = Panels.NumberOf(place.Panel);
            var inside = PanelFrame.Draw(area, place.Panel, number, place.Panel == _selected, moment, look);
            place.Panel.Draw(inside, moment, look);
        }
    }

    /// <summary>While one is enlarged, Tab goes through all there are, also those that did not fit.</summary>
    private IReadOnlyList<Panel> Selectable(Moment moment) => _isEnlarged ? Panels.There(moment) : _shown;
}
