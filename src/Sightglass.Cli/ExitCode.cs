using Sightglass.Pdu;

namespace Sightglass.Cli;

/// <summary>What the program ends with; documented in the README, for scripts to rely on.</summary>
internal static class ExitCode
{
    internal const int Ok = 0, RuntimeError = 1, Usage = 2, NoSuchTopic = 3, IncompatibleLayout = 4, PublisherGone = 5, ConditionMet = 6, CallRefused = 7, Interrupted = 130;

    internal static int Of(TopicError error) => error switch
    {
        TopicError.NotFound => NoSuchTopic,
        TopicError.IncompatibleLayout or TopicError.WrongType => IncompatibleLayout,
        _ => RuntimeError,
    };

    internal static int Of(CallError error) => error switch
    {
        CallError.NoSuchVerb or CallError.Refused or CallError.Failed => CallRefused,
        CallError.Died or CallError.Stopped or CallError.Restarted => PublisherGone,
        _ => RuntimeError,
    };

    internal static int Of(PduError error) => error switch
    {
        PduError.NotFound => NoSuchTopic,
        PduError.Foreign => IncompatibleLayout,
        _ => RuntimeError,
    };
}
