using Engine.Core.Events;
using Engine.Core.Primitives;
using Engine.Core.Trading;
using Engine.Core.Wire.Deribit;
using Engine.Core.Wire.WebSocket;

namespace Engine.Bench.Trading;

/// <summary>Encodes and frames what the engine sends, as the connection's gateway does, and keeps the intents so that they can be answered.</summary>
internal readonly struct TapeGateway(OutputBuffer output, InstrumentTable instruments, Queue<OrderIntent> sent) : IGateway
{
    public bool TrySend(in OrderIntent intent)
    {
        if (intent.Kind is not (IntentKind.Place or IntentKind.Edit or IntentKind.Cancel))
            return true;
        if (output.BeginMessage(DeribitEncoder.MaxRequest, out Span<byte> payload) != OutputRoom.Granted)
            return false;
        output.CommitMessage(DeribitEncoder.Encode(intent, instruments[intent.Instrument]!, payload), Opcode.Text);
        sent.Enqueue(intent);
        return true;
    }
}
