using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.WebSocket;

namespace Engine.Native.Net;

/// <summary>
/// Intents to the wire: order requests are encoded in place into the connection's output, the rest goes to the session; without
/// one it goes nowhere. Belongs to the thread that owns the connection.
/// </summary>
public sealed class IntentWriter(OutputBuffer output, InstrumentTable instruments, DeribitSession? session, SentLog sent)
{
    /// <summary>Writes one; false when the output has no room or takes nothing.</summary>
    public bool TryWrite(in OrderIntent intent, long decidedNs)
    {
        switch (intent.Kind)
        {
            case IntentKind.ResubscribeBook:
                session?.ResubscribeBook(intent.Instrument);
                return true;
            case IntentKind.QueryAccount:
                session?.QueryAccount(intent.Instrument);
                return true;
            case IntentKind.Reconcile:
                session?.Reconcile();
                return true;
            default:
                return TryEncode(intent, decidedNs);
        }
    }

    private bool TryEncode(in OrderIntent intent, long decidedNs)
    {
        if (instruments[intent.Instrument] is not { } instrument
            || output.BeginMessage(DeribitEncoder.MaxRequest, out Span<byte> payload) != OutputRoom.Granted)
            return false;
        output.CommitMessage(DeribitEncoder.Encode(intent, instrument, payload), Opcode.Text);
        sent.Add(new SentRequest { Intent = intent, DecidedNs = decidedNs });
        return true;
    }
}
