using System.Globalization;

namespace Sightglass.Sensors.Processes;

/// <summary>
/// Names of users by their numbers, from a file in the form of passwd(5). Not by getpwuid: that may ask a server, and
/// wait for it. A number that the file does not have is its own name.
/// </summary>
internal sealed class UserNames(string path)
{
    private readonly Dictionary<uint, string> _names = [];

    internal string this[uint number]
    {
        get
        {
            // Looked up once per number; who is renamed meanwhile keeps the old name.
            if (!_names.TryGetValue(number, out var name))
                _names[number] = name = Find(number);
            return name;
        }
    }

    private string Find(uint number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                // name:password:uid:gid:...
                var parts = line.Split(':', 4);
                if (parts.Length == 4 && parts[2] == text && parts[0].Length > 0)
                    return parts[0];
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then users are numbers.
        }
        return text;
    }
}
