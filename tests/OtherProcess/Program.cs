using OtherProcess;
using Sightglass;

// The other process of the tests. Its first argument is a verb; what it has to say are lines on its output, what it is
// told are lines on its input, and when its input ends so does it.
Orders.Listen();
try
{
    switch (args)
    {
        case ["publish", var name, var history, var intervalMs, var access]:
            return Publishing.Run(name, int.Parse(history), int.Parse(intervalMs), Enum.Parse<Access>(access));
        case ["claim"]:
            return Claiming.Run();
        case ["remove", var name]:
            Orders.Say($"removed {Topics.Remove(name)}");
            return 0;
        case ["stop-at", var name, var step]:
            return Dying.Run(name, step);
        case ["follow", var name, var kind, var count, var until]:
            return await Following.Run(name, kind, int.Parse(count), long.Parse(until));
        case ["hammer-write", var name, var sizeBytes, var history]:
            return sizeBytes == "64" ? Hammer.Write<Small>(name, int.Parse(history))
                : Hammer.Write<Large>(name, int.Parse(history));
        case ["hammer-broken", var name, var how]:
            return BrokenWriter.Run(name, how);
        case ["hammer-read", var name, var sizeBytes, var kind, var count]:
            return sizeBytes == "64" ? Hammer.Read<Small>(name, kind, long.Parse(count))
                : Hammer.Read<Large>(name, kind, long.Parse(count));
        case ["ping", var there, var back, var turns, var kind]:
            return await PingPong.Ping(there, back, int.Parse(turns), kind);
        case ["pong", var there, var back, var turns, var kind]:
            return await PingPong.Pong(there, back, int.Parse(turns), kind);
        case ["answer", var name, var access]:
            return Answering.Run(name, Enum.Parse<Access>(access), step: "");
        case ["answer-dying", var name, var step]:
            return Answering.Run(name, Access.Owner, step);
        case ["call", var name, var caller, var count]:
            return await Calling.Run(name, long.Parse(caller), long.Parse(count));
        case ["call-dying", var name, var step]:
            return await Calling.Die(name, step);
        case ["garble", var name]:
            return Calling.Garble(name);
        case ["lock", var path] when OperatingSystem.IsLinux():
            return Locking.Run(path);
        default:
            Console.Error.WriteLine($"No such verb: {string.Join(' ', args)}");
            return 1;
    }
}
catch (TopicException e)
{
    Orders.Say($"fault {e.Error} {e.Message}");
    return 2;
}
