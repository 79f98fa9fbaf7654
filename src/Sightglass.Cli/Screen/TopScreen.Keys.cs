using Sightglass.Cli.Screen.Model;
using Sightglass.Cli.Screen.Panels;

namespace Sightglass.Cli.Screen;

/// <summary>What keys and the mouse do.</summary>
internal sealed partial class TopScreen
{
    private const int FarSteps = 10, PageRows = 10;

    internal ScreenRequest Press(ConsoleKey key, char letter, bool isShifted, Moment moment)
    {
        if (_selected is { IsTyping: true } typing && typing.Type(key, letter)) return ScreenRequest.None;
        if (_isHelp)
        {
            // Any key closes the help, and the one that quits does.
            _isHelp = false;
            return KeyMap.OfLetter(letter) == ScreenAction.Quit ? ScreenRequest.Quit : ScreenRequest.None;
        }
        if (char.IsAsciiDigit(letter))
        {
            if (Panels.Numbered(letter) is { } panel && panel.IsThere(moment)) Panels.Toggle(panel, _shown);
            return ScreenRequest.None;
        }
        var action = KeyMap.OfKey(key, isShifted);
        if (action == ScreenAction.None) action = KeyMap.OfLetter(letter);
        if (action != ScreenAction.None) return Do(action, moment);
        return PressInPanel(letter);
    }

    /// <summary>A click selects the panel, and does there what it means.</summary>
    internal void Click(int x, int y)
    {
        _isHelp = false;
        foreach (var place in _placed)
        {
            if (!place.Contains(x, y - TitleHeight)) continue;
            _selected = place.Panel;
            place.Panel.Click(x - place.X - 1, y - TitleHeight - place.Y - 1);
        }
    }

    /// <summary>The wheel scrolls rows where there are some, and zooms elsewhere.</summary>
    internal void Wheel(int x, int y, int direction, Moment moment)
    {
        foreach (var place in _placed)
            if (place.Contains(x, y - TitleHeight) && place.Panel.Scroll(direction)) return;
        Axis.Zoom(direction, HistoryOf(moment));
    }

    private ScreenRequest Do(ScreenAction action, Moment moment)
    {
        switch (action)
        {
            case ScreenAction.Quit: return ScreenRequest.Quit;
            case ScreenAction.Faster: return ScreenRequest.Faster;
            case ScreenAction.Slower: return ScreenRequest.Slower;
            case ScreenAction.Help: _isHelp = true; break;
            case ScreenAction.Leave: Leave(); break;
            case ScreenAction.Enlarge: Enlarge(); break;
            case ScreenAction.SelectNext: Select(+1, moment); break;
            case ScreenAction.SelectPrevious: Select(-1, moment); break;
            case ScreenAction.Down when _selected?.Scroll(+1) != true: Select(+1, moment); break;
            case ScreenAction.Up when _selected?.Scroll(-1) != true: Select(-1, moment); break;
            case ScreenAction.MoveEarlier when _selected is not null: Panels.Move(_selected, -1, _shown); break;
            case ScreenAction.MoveLater when _selected is not null: Panels.Move(_selected, +1, _shown); break;
            case ScreenAction.Reset: Panels.Reset(); break;
            default: MoveInTime(action, moment); break;
        }
        return ScreenRequest.None;
    }

    private void MoveInTime(ScreenAction action, Moment moment)
    {
        var (newestNs, oldestNs) = (moment.NewestNs, moment.OldestNs);
        switch (action)
        {
            case ScreenAction.Freeze: Axis.ToggleFreeze(newestNs); break;
            case ScreenAction.CursorBack: Axis.MoveCursor(-1, newestNs, oldestNs); break;
            case ScreenAction.CursorForward: Axis.MoveCursor(+1, newestNs, oldestNs); break;
            case ScreenAction.CursorFarBack: Axis.MoveCursor(-FarSteps, newestNs, oldestNs); break;
            case ScreenAction.CursorFarForward: Axis.MoveCursor(+FarSteps, newestNs, oldestNs); break;
            case ScreenAction.Oldest: Axis.SetCursor(oldestNs, newestNs, oldestNs); break;
            case ScreenAction.GoLive: Axis.GoLive(); break;
            case ScreenAction.ZoomIn: Axis.Zoom(-1, HistoryOf(moment)); break;
            case ScreenAction.ZoomOut: Axis.Zoom(+1, HistoryOf(moment)); break;
        }
    }

    private ScreenRequest PressInPanel(char letter)
    {
        if (letter == 'p') return ScreenRequest.SwitchProcesses;
        // The selected one first; a letter that only one panel knows needs no selection.
        if (_selected?.Press(letter) == true) return ScreenRequest.None;
        var taker = _placed.Select(place => place.Panel).FirstOrDefault(panel => panel.Press(letter));
        if (taker is { IsTyping: true }) _selected = taker;
        return ScreenRequest.None;
    }

    private void Leave()
    {
        if (Axis.IsFrozen) Axis.GoLive();
        else if (_isEnlarged) _isEnlarged = false;
        else _selected = null;
    }

    private void Enlarge()
    {
        _selected ??= _shown.Count > 0 ? _shown[0] : null;
        _isEnlarged = !_isEnlarged && _selected is not null;
    }

    private void Select(int direction, Moment moment)
    {
        var panels = Selectable(moment).ToList();
        if (panels.Count == 0) return;
        var index = _selected is null ? (direction > 0 ? 0 : panels.Count - 1) : panels.IndexOf(_selected) + direction;
        _selected = panels[(index + panels.Count) % panels.Count];
    }

    private static TimeSpan HistoryOf(Moment moment) =>
        TimeSpan.FromMicroseconds((moment.NewestNs - moment.OldestNs) / 1000);
}
