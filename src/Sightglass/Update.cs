namespace Sightglass;

/// <summary>One thing that happened on a topic: a sample, or a change of its state.</summary>
/// <typeparam name="TSample"><see cref="Sample{T}"/> or <see cref="Sample"/>.</typeparam>
/// <param name="State">The topic's state at this moment.</param>
/// <param name="HasSample">Whether it is a sample; otherwise the state changed.</param>
/// <param name="Sample">The sample, if it is one.</param>
public readonly record struct Update<TSample>(TopicState State, bool HasSample, TSample? Sample);
