namespace Sightglass.Cli.Measuring;

/// <summary>What one sensor's topic is called, what it consists of, and how a sample of it is taken.</summary>
internal abstract class MachineTopic(string name, Schema schema) : IDisposable
{
    internal string Name { get; } = name;

    internal Schema Schema { get; } = schema;

    /// <summary>Reads the sensor now.</summary>
    /// <returns>Null, or why it cannot be read; then the sample has no values.</returns>
    internal abstract string? Read();

    /// <summary>Writes what was read.</summary>
    internal abstract void Fill(in Draft draft);

    /// <summary>The machine slept since the last reading, or it was too long ago: nothing is computed across that.</summary>
    internal virtual void Discard()
    {
        // Only rates and ratios of two readings need it.
    }

    public abstract void Dispose();
}
