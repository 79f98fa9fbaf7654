using System.Runtime.CompilerServices;

namespace Sightglass.Tests;

/// <summary>The struct of most tests: small, and its parts can be checked against each other.</summary>
public struct Engine
{
    [Field("engine.speed", Unit = "Hz")]
    public double Speed;

    [Field("engine.turns", Kind = FieldKind.Counter)]
    public long Turns;

    public static Engine At(long turns) => new() { Speed = turns / 2.0, Turns = turns };

    public readonly bool IsWhole => Speed == Turns / 2.0;
}

/// <summary>Another topic under the same name: the second field has another type.</summary>
public struct OtherEngine
{
    [Field("engine.speed", Unit = "Hz")]
    public double Speed;

    [Field("engine.turns", Kind = FieldKind.Counter)]
    public ulong Turns;
}

[InlineArray(4)]
public struct FourDoubles
{
    private double _first;
}

[InlineArray(3)]
public struct ThreeLongs
{
    private long _first;
}

[InlineArray(2)]
public struct TwoUlongs
{
    private ulong _first;
}

[InlineArray(2)]
public struct TwoTexts
{
    private Text16 _first;
}

/// <summary>Every type of field that there is.</summary>
public struct Everything
{
    [Field("a.double", Unit = "s", Description = "A double.")]
    public double OneDouble;

    [Field("a.long", Unit = "By", Kind = FieldKind.Counter)]
    public long OneLong;

    [Field("a.ulong")]
    public ulong OneUlong;

    [Field("a.text16")]
    public Text16 Text16;

    [Field("a.text32")]
    public Text32 Text32;

    [Field("a.text64")]
    public Text64 Text64;

    [Field("a.doubles", Type = FieldType.Float64, Unit = "1")]
    public FourDoubles Doubles;

    [Field("a.longs", Type = FieldType.Int64)]
    public ThreeLongs Longs;

    [Field("a.ulongs", Type = FieldType.UInt64)]
    public TwoUlongs Ulongs;

    [Field("a.texts", Type = FieldType.Text)]
    public TwoTexts Texts;

    /// <summary>The same, built at run time.</summary>
    public static Schema Built() => new SchemaBuilder()
        .Add("a.double", FieldType.Float64, "s", description: "A double.")
        .Add("a.long", FieldType.Int64, "By", FieldKind.Counter)
        .Add("a.ulong", FieldType.UInt64)
        .AddText("a.text16", 16).AddText("a.text32", 32).AddText("a.text64", 64)
        .Add("a.doubles", FieldType.Float64, "1", length: 4)
        .Add("a.longs", FieldType.Int64, length: 3)
        .Add("a.ulongs", FieldType.UInt64, length: 2)
        .AddText("a.texts", 16, length: 2)
        .Build();
}
