namespace Sightglass;

/// <summary>Which users may read a topic.</summary>
public enum Access
{
    /// <summary>The publisher's own user (and the administrator).</summary>
    Owner,
    /// <summary>Every user of the machine. Nobody but the owner can write.</summary>
    Everyone,
}
