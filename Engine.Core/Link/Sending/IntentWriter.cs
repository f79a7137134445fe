using System.Runtime.CompilerServices;
using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.Deribit.Sessions;
using Engine.Core.Wire.WebSocket;

namespace Engine.Core.Link.Sending;

/// <summary>
/// Intents to the wire: order requests are encoded in place into the connection's output, the rest goes to the session; without
/// one it goes nowhere. Belongs to the thread that owns the connection.
/// </summary>
public sealed class IntentWriter(OutputBuffer output, InstrumentTable instruments, DeribitSession? session, SentLog sent)
{
    /// <summary>Writes one; false when the output has no room or takes nothing.</summary>
    public bool TryWrite(in OrderIntent intent, long decidedNs)
    {
        if (intent.Kind <= IntentKind.CancelAll)
            return TryEncode(intent, decidedNs);
        Ask(intent);
        return true;
    }

    /// <summary>What is no order request: seldom, and never in a hurry.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Ask(in OrderIntent intent)
    {
        if (intent.Kind == IntentKind.ResubscribeBook)
            session?.ResubscribeBook(intent.Instrument);
        else if (intent.Kind == IntentKind.QueryAccount)
            session?.QueryAccount(intent.Instrument);
        else if (intent.Kind == IntentKind.ResetProtection)
            session?.ResetProtection(intent.Instrument);
        else
            session?.Reconcile();
    }

    private bool TryEncode(in OrderIntent intent, long decidedNs)
    {
        if (instruments[intent.Instrument] is not { } instrument
            || output.BeginMessage(DeribitEncoder.MaxRequest, out Span<byte> payload) != OutputRoom.Granted)
            return false;
        try
        {
            output.CommitMessage(DeribitEncoder.Encode(intent, instrument, payload), Opcode.Text);
        }
        catch (Exception)
        {
            output.AbandonMessage(); // the cancels that follow a broken invariant need the room
            throw;
        }

        sent.Add(intent, decidedNs);
        return true;
    }
}
