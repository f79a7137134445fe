using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Trading;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.WebSocket;

namespace Engine.Native.Net;

/// <summary>Intents to the wire: order requests are encoded in place into the connection's output, the rest goes to the session.</summary>
public readonly struct WireGateway(OutputBuffer output, InstrumentTable instruments, DeribitSession session, SentLog sent) : IGateway
{
    /// <inheritdoc/>
    public bool TrySend(in OrderIntent intent) => intent.Kind <= IntentKind.CancelAll ? TryEncode(intent) : Ask(intent);

    /// <summary>What is no order request: seldom, and never in a hurry.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Ask(in OrderIntent intent)
    {
        if (intent.Kind == IntentKind.ResubscribeBook)
            session.ResubscribeBook(intent.Instrument);
        else if (intent.Kind == IntentKind.QueryAccount)
            session.QueryAccount(intent.Instrument);
        else
            session.Reconcile();
        return true;
    }

    private bool TryEncode(in OrderIntent intent)
    {
        if (instruments[intent.Instrument] is not { } instrument
            || output.BeginMessage(DeribitEncoder.MaxRequest, out Span<byte> payload) != OutputRoom.Granted)
            return false;
        output.CommitMessage(DeribitEncoder.Encode(intent, instrument, payload), Opcode.Text);
        sent.Add(intent);
        return true;
    }
}
