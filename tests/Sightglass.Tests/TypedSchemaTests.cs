using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Shouldly;
using Xunit;

#pragma warning disable CS0169, CS0649, IDE0044, IDE0051 // the fields are there to be refused

namespace Sightglass.Tests;

public sealed class TypedSchemaTests
{
    private struct NoFields;

    private struct NoAttribute { public double Bare; }

    private struct FloatField { [Field("a")] public float Small; }

    private struct IntField { [Field("a", Type = FieldType.Int64)] public int Small; }

    private struct NoElementType { [Field("a")] public FourDoubles Four; }

    private struct WrongType { [Field("a", Type = FieldType.Int64)] public double Number; }

    private struct WrongKind { [Field("a", Kind = FieldKind.Text)] public double Number; }

    private struct CountedText { [Field("a", Kind = FieldKind.Counter)] public Text16 Text; }

    private struct SameName { [Field("a")] public double One; [Field("a")] public double Two; }

    private struct BadName { [Field("a b")] public double Number; }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Packed { [Field("a")] public Text3 Text; [Field("b")] public double Number; }

    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Sized { [Field("a")] public double Number; }

    [StructLayout(LayoutKind.Explicit)]
    private struct Explicit { [Field("a")][FieldOffset(0)] public double Number; }

    private struct Hidden
    {
        [Field("z")] private long _first;
        [Field("a")] private double _second;
    }

    private struct Padded
    {
        [Field("a")] public Text3 Text;
        [Field("b")] public double Number;
        [Field("c")] public Text3 End;
    }

    [InlineArray(3)]
    private struct Text3 { private byte _first; }

    private static string Refused<T>() where T : unmanaged
    {
        var exception = Should.Throw<Exception>(() => TypedSchema.Read(typeof(T), Unsafe.SizeOf<T>()));
        exception.ShouldBeOfType<ArgumentException>();
        return exception.Message;
    }

    [Fact]
    public void A_struct_that_cannot_be_published_is_refused_with_the_field_and_the_reason()
    {
        Refused<NoFields>().ShouldBe("The struct NoFields cannot be published: it has no fields.");
        Refused<NoAttribute>().ShouldBe("The struct NoAttribute cannot be published: its field 'Bare' has no " +
            "[Field(\"name\")].");
        Refused<FloatField>().ShouldContain("its field 'Small' is a Single; fields are double, long, ulong, Text32");
        Refused<IntField>().ShouldContain("its field 'Small' has elements of 4 bytes; numbers are double, long or " +
            "ulong");
        Refused<NoElementType>().ShouldContain("'Four' need their type: [Field(\"a\", Type = FieldType.Float64)]");
        Refused<WrongType>().ShouldContain("its field 'Number' says Int64 and is Float64");
        Refused<WrongKind>().ShouldContain("the kind of its field 'Number' is not of its type");
        Refused<CountedText>().ShouldContain("the kind of its field 'Text' is not of its type");
        Refused<SameName>().ShouldContain("There is a field 'a' already");
        Refused<BadName>().ShouldContain("The field name 'a b' may have letters, digits");
        Refused<Packed>().ShouldContain("its size is 11 bytes and its fields make 16; let it have no Pack and no Size");
        Refused<Sized>().ShouldContain("its size is 64 bytes and its fields make 8");
        Refused<Explicit>().ShouldContain("its layout must be sequential");
    }

    [Fact]
    public void A_struct_that_cannot_be_published_is_refused_again_at_the_second_try()
    {
        for (var i = 0; i < 2; i++)
            Should.Throw<Exception>(() => Publisher.Create<NoAttribute>(Unique.Topic())).GetBaseException()
                .ShouldBeOfType<ArgumentException>();
    }

    [Fact]
    public void A_refusal_reaches_the_caller_as_the_promised_argument_exception() =>
        Should.Throw<ArgumentException>(() => Publisher.Create<FloatField>(Unique.Topic())).Message
            .ShouldContain("'Small'");

    [Fact]
    public void Fields_lie_in_the_order_of_their_declaration_private_ones_too()
    {
        var schema = TypedSchema<Hidden>.Schema;
        schema.Fields.Select(f => (f.Name, f.OffsetBytes)).ShouldBe([("z", 0), ("a", 8)]);
    }

    [Fact]
    public void Text_of_any_size_lies_where_the_compiler_puts_it()
    {
        var schema = TypedSchema<Padded>.Schema;
        schema.Fields.Select(f => f.OffsetBytes).ShouldBe([0, 8, 16]);
        schema.SampleSizeBytes.ShouldBe(24);
        new SchemaBuilder().AddText("a", 3).Add("b", FieldType.Float64).AddText("c", 3).Build()
            .Bytes.ShouldBe(schema.Bytes);
    }
}
