using System.Diagnostics.CodeAnalysis;

namespace Engine.Core.Wire.Deribit.Decoding;

/// <summary>A frame that is not what the venue's documentation allows. Thrown and caught within the decoder.</summary>
internal sealed class DecodeException(string fault) : Exception(fault)
{
    [DoesNotReturn]
    public static void Throw(string fault) => throw new DecodeException(fault);
}
