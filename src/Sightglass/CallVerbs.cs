using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sightglass.Layout;

namespace Sightglass;

/// <summary>Answers a call.</summary>
/// <param name="request">The caller's bytes, a private copy.</param>
/// <param name="reply">Room for the answer, 4,096 bytes.</param>
/// <returns>How many bytes of the reply are used.</returns>
/// <exception cref="CallException">With <see cref="CallError.Refused"/>: what was asked is not done. Any other
/// exception arrives at the caller as <see cref="CallError.Failed"/>, with its message.</exception>
public delegate int CallHandler(ReadOnlySpan<byte> request, Span<byte> reply);

/// <summary>The verbs of one publisher. Threads look while others add.</summary>
internal sealed class CallVerbs
{
    internal const int MaxVerbLength = 32;

    private readonly ConcurrentDictionary<string, Verb> _verbs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Verb>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    internal CallVerbs() => _lookup = _verbs.GetAlternateLookup<ReadOnlySpan<char>>();

    internal void Add(string verb, CallHandler? now, Func<byte[], ValueTask<ReadOnlyMemory<byte>>>? later)
    {
        Check(verb);
        if (!_verbs.TryAdd(verb, new(now, later)))
            throw new ArgumentException($"The verb '{verb}' has a handler already.", nameof(verb));
    }

    /// <returns>The verb, or null. Allocates nothing.</returns>
    internal Verb? Find(ReadOnlySpan<byte> name)
    {
        var trimmed = FixedText.Trim(name);
        Span<char> text = stackalloc char[CallEntry.VerbSizeBytes];
        return Encoding.UTF8.TryGetChars(trimmed, text, out var length)
            && _lookup.TryGetValue(text[..length], out var verb) ? verb : null;
    }

    internal string Names => string.Join(", ", _verbs.Keys.Order(StringComparer.Ordinal));

    /// <exception cref="ArgumentException">It is no name for a verb.</exception>
    internal static void Check(string verb)
    {
        ArgumentNullException.ThrowIfNull(verb);
        if (verb.Length is 0 or > MaxVerbLength
            || !verb.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            throw new ArgumentException(
                $"'{verb}' is no verb: it has 1 to {MaxVerbLength} ASCII letters, digits, '.', '-' and '_'.",
                nameof(verb));
    }

    /// <exception cref="ArgumentException">It does not fit into a call.</exception>
    internal static void CheckSize<T>() where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() > CallEntry.MaxBodySizeBytes)
            throw new ArgumentException($"{typeof(T).Name} has {Unsafe.SizeOf<T>()} bytes; a request and a reply " +
                $"have at most {CallEntry.MaxBodySizeBytes}.");
    }

    /// <summary>The struct that a request or a reply is.</summary>
    /// <exception cref="CallException">It has another size.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> bytes, string what) where T : unmanaged =>
        bytes.Length == Unsafe.SizeOf<T>() ? MemoryMarshal.Read<T>(bytes) : throw new CallException(
            what == "request" ? CallError.Refused : CallError.Failed,
            $"The {what} has {bytes.Length} bytes and {typeof(T).Name} has {Unsafe.SizeOf<T>()}.");

    internal static int Write<T>(Span<byte> reply, T value) where T : unmanaged
    {
        MemoryMarshal.Write(reply, in value);
        return Unsafe.SizeOf<T>();
    }

    /// <summary>The value that a JSON request is; the default where the caller sent nothing.</summary>
    /// <exception cref="CallException">It is no such JSON.</exception>
    internal static T? Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        if (json.IsEmpty) return default;
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException e)
        {
            throw new CallException(CallError.Refused, $"The request is no such JSON: {e.Message}");
        }
    }

    /// <summary>One of the two is not null.</summary>
    internal sealed record Verb(CallHandler? Now, Func<byte[], ValueTask<ReadOnlyMemory<byte>>>? Later);
}
