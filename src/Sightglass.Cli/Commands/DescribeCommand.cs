using System.CommandLine;
using Sightglass.Cli.Completing;
using Sightglass.Cli.Lines;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass describe</c>: the schema of one topic.</summary>
internal static class DescribeCommand
{
    internal static Command Create()
    {
        var topic = Completions.Topic();
        var output = new Option<string>("--output", "-o") { Description = "text or json. Default text." };
        output.AcceptOnlyFromAmong("text", "json");
        var command = new Command("describe", "Describes a topic and its fields.") { topic, output };
        command.SetAction(parsed =>
        {
            var info = Topics.Describe(parsed.GetValue(topic)!);
            using var writer = Output.Open();
            if (parsed.GetValue(output) == "json") TopicJson.WriteOne(writer.BaseStream, info);
            else WriteText(writer, info);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void WriteText(TextWriter writer, TopicInfo info)
    {
        writer.WriteLine($"{info.Name}: {Words.State(info.State)}, {Words.Count(info.Count)} samples, "
            + (info.Age is { } age ? $"the newest {Words.Age(age)} old" : "none yet"));
        writer.WriteLine($"published by {info.Publisher.Program} (pid {info.Publisher.Pid}) since {Words.Time(info.Publisher.PublishingSince)}, "
            + (info.Interval == default ? "at no fixed interval" : $"every {Durations.Format(info.Interval)}")
            + $", access {Words.Access(info.Access)}");
        writer.WriteLine($"history {Words.Count(info.History)} samples of {Words.Bytes(info.Schema.SampleSizeBytes)}, "
            + $"{Words.Bytes(info.SizeBytes)} of shared memory, instance {info.Instance:N}");
        writer.WriteLine();
        var table = new TextTable(("FIELD", false), ("TYPE", false), ("UNIT", false), ("KIND", false), ("DESCRIPTION", false));
        foreach (var field in info.Schema.Fields) table.Add(field.Name, field.TypeText, field.Unit, field.KindText, field.Description);
        table.Write(writer);
    }
}
