using System.Text;

namespace Sightglass.Sensors.Devices;

/// <summary>
/// The devices of a list that is read again and again: each keeps its place while it is there, by its name. Counters
/// never fall, rates are gains over the time passed, and totals are of the physical devices. Allocates only when a
/// device comes that was never seen.
/// </summary>
internal sealed class DeviceTable
{
    private const double NsPerSecond = 1e9;

    /// <summary>Names that may be remembered; containers may make and remove thousands of interfaces.</summary>
    private const int MaxDevices = 4096;

    private const int LeastCapacity = 8, MostCapacity = 256;

    private readonly DeviceCounter[] _counters;
    private readonly Func<string, DeviceKind> _kindOf;
    private readonly List<Device> _devices = [];
    private readonly double[][] _values, _rates;
    private readonly long[] _totals, _totalGains;
    private readonly double[] _totalRates;
    private Device?[] _places = [];
    private int _hint;
    private long _lastNs;
    private bool _isStarted, _isAcrossGap, _hasPhysical;

    /// <param name="kindOf">What a device counts as; asked once for each name.</param>
    /// <param name="counters">The counters that each has.</param>
    internal DeviceTable(Func<string, DeviceKind> kindOf, params DeviceCounter[] counters)
    {
        _kindOf = kindOf;
        _counters = counters;
        _values = new double[counters.Length][];
        _rates = new double[counters.Length][];
        _totals = new long[counters.Length];
        _totalGains = new long[counters.Length];
        _totalRates = new double[counters.Length];
        Array.Fill(_totalRates, double.NaN);
    }

    internal int Capacity => _places.Length;

    /// <summary>
    /// Fixes how many places there are: those taken by the first reading, and room for as many again.
    /// </summary>
    internal void FixCapacity()
    {
        var listed = _devices.FindAll(device => device.IsPresent && device.Kind != DeviceKind.Skipped);
        _places = new Device?[Math.Clamp(listed.Count * 2, LeastCapacity, MostCapacity)];
        for (int i = 0; i < Math.Min(listed.Count, _places.Length); i++)
            _places[i] = listed[i];
        for (int i = 0; i < _counters.Length; i++)
        {
            _values[i] = new double[_places.Length];
            _rates[i] = new double[_places.Length];
        }
        // Where nothing is physical (in a container, on stacked devices only), everything that is listed counts.
        _hasPhysical = listed.Exists(device => device.Kind == DeviceKind.Physical);
        Publish(elapsedNs: 0);
    }

    /// <summary>Empty if there is no device at that place.</summary>
    internal string NameOf(int place) => _places[place] is { IsPresent: true } device ? device.Name : "";

    internal ReadOnlySpan<double> Values(int counter) => _values[counter];

    internal ReadOnlySpan<double> Rates(int counter) => _rates[counter];

    internal double Total(int counter) =>
        _isStarted && HasCounted() ? _totals[counter] / _counters[counter].PerUnit : double.NaN;

    internal double TotalRate(int counter) => _totalRates[counter];

    internal void SkipInterval() => _isAcrossGap = true;

    internal void Begin()
    {
        foreach (var device in _devices)
            device.IsSeen = false;
        Array.Clear(_totalGains);
        _hint = 0;
    }

    /// <summary>Takes the counters of one device, in the order in which they were declared.</summary>
    internal void Set(ReadOnlySpan<byte> name, ReadOnlySpan<long> counters)
    {
        var device = Find(name);
        if (device is null || device.Kind == DeviceKind.Skipped)
            return;
        device.IsSeen = true;
        for (int i = 0; i < _counters.Length; i++)
        {
            ref var counter = ref device.Counters[i];
            device.HasGain[i] = _counters[i].Is32Bits
                ? counter.TryAdvanceWrapping((uint)counters[i], out device.Gains[i])
                : counter.TryAdvance(counters[i], largestFall: 0, out device.Gains[i]);
            // A device that went and came again may have been anything meanwhile.
            device.HasGain[i] &= device.IsPresent;
            if (IsCounted(device))
                _totalGains[i] += device.HasGain[i] ? device.Gains[i] : 0;
        }
        device.IsPresent = true;
    }

    internal void End(long monotonicNs)
    {
        foreach (var device in _devices)
        {
            device.IsPresent &= device.IsSeen;
            if (device.IsPresent && Capacity > 0)
                GivePlace(device);
        }
        long elapsedNs = _isStarted && !_isAcrossGap ? monotonicNs - _lastNs : 0;
        for (int i = 0; i < _counters.Length; i++)
        {
            _totals[i] += _totalGains[i];
            _totalRates[i] = elapsedNs > 0 && HasCounted() ? Rate(_totalGains[i], i, elapsedNs) : double.NaN;
        }
        if (!_isStarted)
            StartTotals();
        Publish(elapsedNs);
        (_lastNs, _isStarted, _isAcrossGap) = (monotonicNs, true, false);
    }

    private void StartTotals()
    {
        _hasPhysical = _devices.Exists(device => device.Kind == DeviceKind.Physical);
        foreach (var device in _devices)
        {
            for (int i = 0; IsCounted(device) && i < _counters.Length; i++)
                _totals[i] += device.Counters[i].Value;
        }
    }

    private void Publish(long elapsedNs)
    {
        for (int place = 0; place < _places.Length; place++)
        {
            var device = _places[place];
            for (int i = 0; i < _counters.Length; i++)
            {
                bool isThere = device is { IsPresent: true };
                _values[i][place] = isThere ? device!.Counters[i].Value / _counters[i].PerUnit : double.NaN;
                _rates[i][place] = isThere && elapsedNs > 0 && device!.HasGain[i]
                    ? Rate(device.Gains[i], i, elapsedNs) : double.NaN;
            }
        }
    }

    private double Rate(long gain, int counter, long elapsedNs)
    {
        double rate = gain / _counters[counter].PerUnit / (elapsedNs / NsPerSecond);
        return _counters[counter].IsTime ? Math.Min(rate, 1) : rate; // the two clocks were not read at one moment
    }

    private bool IsCounted(Device device) =>
        device.Kind == DeviceKind.Physical || (!_hasPhysical && device.Kind == DeviceKind.Listed);

    private bool HasCounted()
    {
        foreach (var device in _devices)
        {
            if (IsCounted(device))
                return true;
        }
        return false;
    }

    /// <summary>The place it had, or one that is free, if any: it counts in the total anyway.</summary>
    private void GivePlace(Device device)
    {
        int free = -1;
        for (int i = _places.Length - 1; i >= 0; i--)
        {
            if (_places[i] == device)
                return;
            // The place of one that went is taken only if no other is left: it may come again.
            if (_places[i] is null || (free < 0 && !_places[i]!.IsPresent))
                free = i;
        }
        if (free >= 0 && device.Kind != DeviceKind.Skipped)
            _places[free] = device;
    }

    private Device? Find(ReadOnlySpan<byte> name)
    {
        // Lists come in the same order each time, so the next name is the next device.
        for (int i = 0; i < _devices.Count; i++)
        {
            int index = (_hint + i) % _devices.Count;
            if (!name.SequenceEqual(_devices[index].NameBytes))
                continue;
            _hint = index + 1;
            return _devices[index];
        }
        if (_devices.Count == MaxDevices)
        {
            int gone = _devices.FindIndex(device => !device.IsPresent && !_places.Contains(device));
            if (gone < 0)
                return null;
            _devices.RemoveAt(gone);
        }
        var text = Encoding.UTF8.GetString(name);
        var added = new Device(text, name.ToArray(), _kindOf(text), _counters.Length);
        _devices.Add(added);
        return added;
    }
}
