using System.Diagnostics.CodeAnalysis;

namespace Sightglass;

/// <summary>
/// Publishes a topic whose fields are described at run time, and makes publishers of both kinds. One thread at a time
/// publishes; to publish never waits for anybody.
/// </summary>
public sealed class Publisher : TopicPublisher
{
    private Publisher(Publication publication) : base(publication)
    {
    }

    /// <summary>
    /// Publishes a topic whose samples are <typeparamref name="T"/>: a struct of doubles, longs, ulongs, texts
    /// (<see cref="Text32"/>) and inline arrays of them, each with a <see cref="FieldAttribute"/>. Other processes find
    /// it at once, and take it for the continuation of an earlier topic of the same name.
    /// </summary>
    /// <param name="name">Letters, digits, dots, dashes and underscores, at most 100.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <exception cref="ArgumentException">The name is no topic name, an option is out of range, or the struct has a
    /// field that cannot be published.</exception>
    /// <exception cref="TopicException">Another process publishes it, shared memory is full, or the system
    /// refuses.</exception>
    public static Publisher<T> Create<[DynamicallyAccessedMembers(TypedSchema.Members)] T>(string name,
        PublisherOptions? options = null)
        where T : unmanaged => new(Publication.Create(name, TypedSchema<T>.Schema, options ?? new()));

    /// <summary>Publishes a topic of this schema. Other processes find it at once.</summary>
    /// <param name="name">Letters, digits, dots, dashes and underscores, at most 100.</param>
    /// <param name="schema">Its fields.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <exception cref="ArgumentException">The name is no topic name, or an option is out of range.</exception>
    /// <exception cref="TopicException">Another process publishes it, shared memory is full, or the system
    /// refuses.</exception>
    public static Publisher Create(string name, Schema schema, PublisherOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new(Publication.Create(name, schema, options ?? new()));
    }

    /// <summary>
    /// Begins a sample that is filled in place. Fields that are not filled are "not available" (doubles), 0 or empty.
    /// A sample that is disposed without <see cref="Draft.Commit(SampleFlags)"/> is never seen by anybody.
    /// </summary>
    /// <exception cref="InvalidOperationException">One was begun already, or another thread is publishing.</exception>
    /// <exception cref="ObjectDisposedException">The publisher is disposed.</exception>
    /// <exception cref="TopicException">Somebody deleted the topic's files and it cannot be published
    /// again.</exception>
    public Draft Begin() => new(Publication, Publication.Begin());
}
