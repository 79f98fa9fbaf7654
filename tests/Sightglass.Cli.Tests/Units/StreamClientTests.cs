using System.Text;
using Shouldly;
using Sightglass.Cli.Serving;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>What a stream that is read slowly gets.</summary>
public sealed class StreamClientTests
{
    private readonly StreamClient _client = new(new StreamGroup(new StreamQuery(null, null)));

    [Fact]
    public void What_does_not_fit_is_counted_and_told_before_what_comes_next()
    {
        for (var i = 0; i < StreamClient.QueueCapacity + 3; i++) Offer($"{i}");
        for (var i = 0; i < StreamClient.QueueCapacity; i++) Take().ShouldBe($"{i}");
        _client.Events.TryRead(out _).ShouldBeFalse();

        Offer("next");
        Take().ShouldBe("a lost 6, b lost 3");
        Take().ShouldBe("next");
        Offer("later");
        Take().ShouldBe("later", "what was told once is not told again");
    }

    [Fact]
    public void Room_for_the_telling_alone_is_used_for_it_and_what_comes_with_it_is_counted_anew()
    {
        for (var i = 0; i < StreamClient.QueueCapacity + 1; i++) Offer($"{i}");
        Take();
        Offer("no room");
        for (var i = 1; i < StreamClient.QueueCapacity; i++) Take().ShouldBe($"{i}");
        Take().ShouldBe("a lost 2, b lost 1");
        Offer("next");
        Take().ShouldBe("a lost 2, b lost 1");
        Take().ShouldBe("next");
    }

    private void Offer(string events) => _client.Offer(
        new(Encoding.UTF8.GetBytes(events), new Dictionary<string, long> { ["a"] = 2, ["b"] = 1 }),
        lost => Encoding.UTF8.GetBytes(
            string.Join(", ", lost.OrderBy(one => one.Key).Select(one => $"{one.Key} lost {one.Value}"))));

    private string Take()
    {
        _client.Events.TryRead(out var events).ShouldBeTrue();
        return Encoding.UTF8.GetString(events!);
    }
}
