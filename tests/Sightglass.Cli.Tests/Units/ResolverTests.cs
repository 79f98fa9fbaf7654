using Shouldly;
using Sightglass.Cli.Getting;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class ResolverTests : IDisposable
{
    private readonly string _name = OwnTopics.Name();
    private readonly List<Publisher> _publishers = [];

    public void Dispose() => _publishers.ForEach(publisher => publisher.Dispose());

    [Fact]
    public void A_topics_name_is_all_of_it()
    {
        Publish(_name, $"{_name}.speed");
        var found = Find(_name)!;
        (found.Topic.EndsWith($":{_name}", StringComparison.Ordinal), found.Prefix, found.Field, found.Index)
            .ShouldBe((true, "", null, null));
    }

    [Theory]
    [InlineData("{0}.speed", "{0}.speed")]
    [InlineData("{0}.heat", "heat")]
    [InlineData("{0}.{0}.speed", "{0}.speed")]
    [InlineData("{0}.parts[2]", "parts")]
    [InlineData("{0}-lone.pressure", "{0}-lone.pressure")]
    public void A_field_is_found_by_its_own_name_and_behind_its_topics(string written, string field)
    {
        Publish(_name, $"{_name}.speed", "heat", "parts[3]", $"{_name}-lone.pressure");
        Find(string.Format(null, written, _name))!.Field.ShouldBe(string.Format(null, field, _name));
    }

    [Fact]
    public void Of_two_topics_that_begin_alike_the_one_with_the_field_is_meant()
    {
        Publish(_name, $"{_name}.speed");
        Publish(_name + ".gear", $"{_name}.gear.ratio");
        Find($"{_name}.gear.ratio")!.Topic.ShouldEndWith($":{_name}.gear");
        Find($"{_name}.speed")!.Topic.ShouldEndWith($":{_name}");
        Find($"{_name}.gear")!.Field.ShouldBeNull("a topic's name is the topic");
    }

    [Fact]
    public void A_field_of_several_topics_is_not_guessed()
    {
        Publish(_name + "a", $"{_name}.speed");
        Publish(_name + "b", $"{_name}.speed");
        Should.Throw<UsageException>(() => Find($"{_name}.speed")).Message
            .ShouldContain($"write one of: {_name}a.{_name}.speed, {_name}b.{_name}.speed");
        Find($"{_name}b.{_name}.speed")!.Topic.ShouldEndWith($":{_name}b");
    }

    [Fact]
    public void Near_a_topic_its_fields_need_no_more_than_their_short_name()
    {
        Publish(_name, $"{_name}.speed", "heat");
        var near = Find(_name)!.Topic;
        Find("speed", near)!.Field.ShouldBe($"{_name}.speed");
        Find("heat", near)!.Field.ShouldBe("heat");
    }

    [Fact]
    public void A_misspelt_field_is_told_the_close_ones()
    {
        Publish(_name, $"{_name}.speed", $"{_name}.spend", $"{_name}.temperature");
        var error = Should.Throw<TopicException>(() => Find($"{_name}.sped"));
        (error.Error, error.Message).ShouldBe((TopicError.NotFound,
            $"'{_name}' has no field 'sped'. Close to it: speed, spend. "
            + $"All its fields: `sightglass describe {_name}`."));
    }

    [Theory]
    [InlineData("{0}[0]", "is a topic")]
    [InlineData("{0}.speed[0]", "single value")]
    [InlineData("{0}.parts[3]", "has 3 elements, [0] to [2]; [3] is none")]
    public void An_element_that_cannot_be_is_said(string written, string part)
    {
        Publish(_name, $"{_name}.speed", $"{_name}.parts[3]");
        Should.Throw<TopicException>(() => Find(string.Format(null, written, _name))).Message.ShouldContain(part);
    }

    [Fact]
    public void What_is_not_there_yet_is_no_error()
    {
        Find(_name).ShouldBeNull();
        Find(_name + ".speed").ShouldBeNull();
    }

    [Fact]
    public void A_name_that_is_not_there_is_told_the_close_ones()
    {
        Publish(_name + ".engine", $"{_name}.engine.speed");
        new Resolver().Hint(Selector.Parse($"{_name}.engin")).ShouldStartWith($"Close to it: {_name}.engine");
        new Resolver().Hint(Selector.Parse("quite-another-thing-than-all-of-these")).ShouldBe("");
    }

    [Fact]
    public void An_owner_that_cannot_be_is_refused_at_once() =>
        Should.Throw<ArgumentException>(() => Find("nobody:" + _name)).Message.ShouldContain("nobody");

    private static Selection? Find(string text, params string[] near) =>
        new Resolver().Find(Selector.Parse(text), near);

    private void Publish(string topic, params string[] fields)
    {
        var schema = new SchemaBuilder();
        foreach (var field in fields)
        {
            var parts = field.Split('[', ']');
            schema.Add(parts[0], FieldType.Float64, length: parts.Length > 1 ? int.Parse(parts[1], null) : 0);
        }
        _publishers.Add(Publisher.Create(topic, schema.Build()));
    }
}
