using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Layout;
using Xunit;

namespace Sightglass.Tests.Layout;

public sealed class SchemaBytesTests
{
    private const string NameCharacters = "abcxyzABC0189._-";

    private static readonly Gen<Schema> _schemas = Gen.Select(
        Gen.String[Gen.Char[NameCharacters], 1, 40], Gen.Int[1, 4], Gen.Int[0, 9], Gen.Int[1, 70],
        Gen.String[Gen.Char["s%/m{}é"], 0, 20], Gen.String[Gen.Char["abc .€漢'\""], 0, 80], Gen.Bool)
        .Array[1, 20].Select(fields =>
        {
            var builder = new SchemaBuilder();
            foreach (var (index, (name, type, length, size, unit, description, isCounter)) in fields.Index())
                _ = type == 4 ? builder.AddText($"{index}{name}", size, length, description)
                    : builder.Add($"{index}{name}", (FieldType)type, unit,
                        isCounter ? FieldKind.Counter : FieldKind.Gauge, length, description);
            return builder.Build();
        });

    [Fact]
    public void Any_schema_comes_back_as_it_was() => _schemas.Sample(schema =>
    {
        var read = Decode(schema.Bytes, schema).ShouldNotBeNull();
        read.FirstDifference(schema).ShouldBeNull();
        read.SampleSizeBytes.ShouldBe(schema.SampleSizeBytes);
        read.Fields.Select(f => f.Description).ShouldBe(schema.Fields.Select(f => f.Description));
        read.Fields.Select(f => f.ToString()).ShouldBe(schema.Fields.Select(f => f.ToString()));
        SchemaBytes.Encode(read.Fields).ShouldBe(schema.Bytes);
    }, iter: 300);

    [Fact]
    public void An_entry_has_the_documented_bytes()
    {
        var bytes = new SchemaBuilder().Add("ab", FieldType.Int64, "By", FieldKind.Counter, 3, "é").Build().Bytes;
        bytes.ShouldBe([2, 2, 0, 0, 3, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0,
            40, 0, 0, 0, 2, 0, 0, 0, 42, 0, 0, 0, 2, 0, 0, 0, 44, 0, 0, 0, 2, 0, 0, 0, .. "abByé"u8]);
    }

    [Fact]
    public void Random_bytes_are_no_schema_and_never_an_exception() =>
        Gen.Select(Gen.Byte.Array[0, 400], Gen.UInt[0, 12], Gen.UInt[0, 400]).Sample((bytes, count, size) =>
            SchemaBytes.Decode(bytes, count, size, out var fault) is not null || fault.Length > 0, iter: 20_000);

    [Fact]
    public void A_schema_with_a_few_bytes_changed_is_refused_or_sound() =>
        Gen.Select(_schemas, Gen.Select(Gen.Int[0, 10_000], Gen.Byte).Array[1, 4]).Sample((schema, changes) =>
        {
            var bytes = schema.Bytes.ToArray();
            foreach (var (at, value) in changes) bytes[at % bytes.Length] = value;
            foreach (var field in Decode(bytes, schema)?.Fields ?? [])
            {
                (field.OffsetBytes >= 0 && field.SizeBytes > 0).ShouldBeTrue();
                (field.OffsetBytes + (long)field.SizeBytes).ShouldBeLessThanOrEqualTo(schema.SampleSizeBytes);
                SchemaBytes.NameFault(field.Name).ShouldBeNull();
                (field.Unit + field.Description).Any(char.IsControl).ShouldBeFalse();
            }
        }, iter: 3000);

    [Theory]
    [InlineData(0u, 16u)]
    [InlineData(3u, 16u)]
    [InlineData(4097u, 16u)]
    [InlineData(uint.MaxValue, 16u)]
    [InlineData(0x0666_6667u, 16u)] // 40 times this is 24 in 32 bits
    [InlineData(2u, 0u)]
    [InlineData(2u, 8u)]
    [InlineData(2u, uint.MaxValue)]
    public void Counts_and_sizes_that_do_not_fit_are_refused(uint fieldCount, uint sampleSizeBytes)
    {
        var schema = new SchemaBuilder().Add("a", FieldType.Float64).Add("b", FieldType.Float64).Build();
        SchemaBytes.Decode(schema.Bytes, fieldCount, sampleSizeBytes, out var fault).ShouldBeNull();
        fault.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(0, 5, "unknown type")]
    [InlineData(1, 3, "kind")]
    [InlineData(4, 2, "over the one before")]
    [InlineData(7, 255, "beyond the sample")]
    [InlineData(8, 4, "elements of 4 bytes")]
    [InlineData(12, 4, "elements of 8 bytes at byte 4")]
    [InlineData(12, 16, "beyond the sample")]
    [InlineData(15, 255, "beyond the sample")]
    [InlineData(19, 255, "no sound text")]
    [InlineData(20, 0, "no sound text")]
    [InlineData(20, 200, "no sound text")]
    [InlineData(16, 81, "the name 'b' stands twice")]
    public void Each_wrong_byte_of_an_entry_is_named(int at, byte value, string fault)
    {
        var schema = new SchemaBuilder().Add("a", FieldType.Float64).Add("b", FieldType.Float64).Build();
        var bytes = schema.Bytes.ToArray();
        bytes[at] = value;
        SchemaBytes.Decode(bytes, 2, 16, out var found).ShouldBeNull();
        found.ShouldContain(fault);
    }

    [Fact]
    public void Text_that_would_steer_a_terminal_is_refused()
    {
        var schema = new SchemaBuilder().Add("a", FieldType.Float64, description: "abcd").Build();
        var bytes = schema.Bytes.ToArray();
        Encoding.UTF8.GetBytes("\u001b[2J").CopyTo(bytes, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(32)));
        Decode(bytes, schema).ShouldBeNull();
    }

    private static Schema? Decode(byte[] bytes, Schema schema) =>
        SchemaBytes.Decode(bytes, (uint)schema.Fields.Count, (uint)schema.SampleSizeBytes, out _);
}
