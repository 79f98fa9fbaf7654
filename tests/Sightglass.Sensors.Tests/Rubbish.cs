using System.Text;
using CsCheck;

namespace Sightglass.Sensors.Tests;

/// <summary>
/// Bytes for a parser that must stand anything: random, almost right, and right with a few bytes wrong.
/// </summary>
internal static class Rubbish
{
    private static readonly string[] _pieces =
    [
        " ", "  ", "\n", "\t", ":", ",", "-", "+", "0", "1", "12", "4096", "281474976710656", "9223372036854775807",
        "9223372036854775808", "99999999999999999999", "kB", " kB\n", "x", "\0", "é",
    ];

    internal static Gen<byte[]> Of(string valid, params string[] words)
    {
        var random = Gen.Byte.Array[0, 500];
        var almost = Gen.OneOf<string>([.. _pieces, .. words]).Array[0, 80]
            .Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces)));
        var damaged = Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte).Array[1, 8].Select(changes =>
        {
            var bytes = Encoding.ASCII.GetBytes(valid);
            foreach (var (index, value) in changes)
                bytes[index] = value;
            return bytes;
        });
        return Gen.OneOf(random, almost, damaged);
    }
}
