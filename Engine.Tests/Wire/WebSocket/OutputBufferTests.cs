using CsCheck;
using Engine.Core.Wire.WebSocket;
using Engine.Tests.Support;
using Xunit;

namespace Engine.Tests.Wire.WebSocket;

public class OutputBufferTests
{
    private static OutputBuffer Buffer(int capacityBytes) => new(capacityBytes, new MaskKeys(3, 4));

    private static void Write(OutputBuffer output, byte[] payload, int room, Opcode opcode = Opcode.Text)
    {
        Assert.Equal(OutputRoom.Granted, output.BeginMessage(room, out Span<byte> span));
        Assert.Equal(room, span.Length);
        payload.CopyTo(span);
        output.CommitMessage(payload.Length, opcode);
    }

    [Fact]
    public void Every_length_in_every_larger_room_becomes_a_right_frame_alone_and_behind_another()
    {
        int[] sizes = [0, 1, 2, 31, 124, 125, 126, 127, 300, 65_534, 65_535, 65_536, 65_537];
        foreach (int size in sizes)
        {
            foreach (int room in sizes.Where(room => room >= size))
            {
                OutputBuffer output = Buffer(200_000);
                byte[] payload = Enumerable.Range(0, size).Select(i => (byte)(i * 7)).ToArray();
                Write(output, payload, room);
                Write(output, payload, room, Opcode.Binary);
                List<(Opcode Opcode, byte[] Payload)> frames = ClientFrames.Parse(output.Pending);
                Assert.Equal([Opcode.Text, Opcode.Binary], frames.Select(frame => frame.Opcode));
                Assert.All(frames, frame => Assert.Equal(payload, frame.Payload));
            }
        }
    }

    [Fact]
    public void An_abandoned_message_leaves_no_trace()
    {
        OutputBuffer output = Buffer(1000);
        Write(output, [1], 1);
        output.BeginMessage(100, out Span<byte> room);
        room.Fill(9);
        output.AbandonMessage();
        Write(output, [2], 200);
        Assert.Equal([[1], [2]], ClientFrames.Parse(output.Pending).Select(frame => frame.Payload));
    }

    [Fact]
    public void A_full_buffer_says_so_and_a_message_that_can_never_fit_is_told_apart()
    {
        OutputBuffer output = Buffer(100);
        Write(output, new byte[60], 60);
        Assert.Equal(OutputRoom.Full, output.BeginMessage(60, out _));
        Assert.Equal(OutputRoom.NeverFits, output.BeginMessage(95, out _));
        Assert.Equal(OutputRoom.NeverFits, output.BeginMessage(int.MaxValue, out _));
        output.Consume(66);
        Assert.Equal(OutputRoom.Granted, output.BeginMessage(94, out _));
    }

    [Fact]
    public void A_full_buffer_still_takes_one_pong_and_the_close()
    {
        OutputBuffer output = Buffer(100);
        Write(output, new byte[94], 94);
        Assert.Equal(OutputRoom.Granted, output.WriteControl(Opcode.Pong, new byte[125]));
        Assert.Equal(OutputRoom.Full, output.WriteControl(Opcode.Pong, new byte[125]));
        Assert.Equal(OutputRoom.Granted, output.WriteControl(Opcode.Close, new byte[125]));
        Assert.Equal([Opcode.Text, Opcode.Pong, Opcode.Close], ClientFrames.Parse(output.Pending).Select(frame => frame.Opcode));
    }

    [Fact]
    public void A_shut_buffer_takes_nothing_until_it_is_reset()
    {
        OutputBuffer output = Buffer(100);
        Write(output, [1], 1);
        output.Shut();
        Assert.Equal(OutputRoom.Shut, output.BeginMessage(1, out _));
        Assert.Equal(OutputRoom.Shut, output.WriteControl(Opcode.Pong, []));
        Assert.Equal(7, output.PendingBytes);
        output.Reset();
        Assert.Equal(0, output.PendingBytes);
        Assert.Equal(OutputRoom.Granted, output.BeginMessage(1, out _));
    }

    [Fact]
    public void Misuse_throws()
    {
        OutputBuffer output = Buffer(100);
        Assert.Throws<InvalidOperationException>(() => output.CommitMessage(0, Opcode.Text));
        output.BeginMessage(10, out _);
        Assert.Throws<InvalidOperationException>(() => output.BeginMessage(1, out _));
        Assert.Throws<InvalidOperationException>(() => output.WriteControl(Opcode.Pong, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => output.CommitMessage(11, Opcode.Text));
        Assert.Throws<ArgumentOutOfRangeException>(() => output.Consume(1));
    }

    [Fact]
    public void Any_mix_of_writes_and_partial_sends_puts_the_same_frames_on_the_wire_in_order()
    {
        Gen.Select(Gen.Int[0, 300], Gen.Int[0, 200], Gen.Int[0, 500]).Array[1, 60].Sample(steps =>
        {
            OutputBuffer output = Buffer(1200);
            List<byte> wire = [];
            List<byte[]> written = [];
            int number = 0;
            foreach ((int size, int slack, int sent) in steps)
            {
                if (output.BeginMessage(size + slack, out Span<byte> room) == OutputRoom.Granted)
                {
                    room[..size].Fill((byte)++number);
                    output.CommitMessage(size, Opcode.Binary);
                    written.Add(Enumerable.Repeat((byte)number, size).ToArray());
                }
                int count = Math.Min(sent, output.PendingBytes);
                wire.AddRange(output.Pending[..count]);
                output.Consume(count);
            }
            wire.AddRange(output.Pending);
            List<(Opcode Opcode, byte[] Payload)> frames = ClientFrames.Parse(wire.ToArray());
            Assert.Equal(written.Count, frames.Count);
            for (int i = 0; i < frames.Count; i++)
                Assert.True(written[i].AsSpan().SequenceEqual(frames[i].Payload), $"frame {i}");
        }, iter: 3_000);
    }

    [Fact]
    public void Writing_and_consuming_allocate_nothing()
    {
        OutputBuffer output = Buffer(4096);
        AllocationGate.HoldsAtZero(() => WriteBatch(output), operations: 1_000);
    }

    private static void WriteBatch(OutputBuffer output)
    {
        for (int i = 0; i < 4; i++)
        {
            output.BeginMessage(400, out Span<byte> room);
            room[..(i * 100)].Fill(1);
            output.CommitMessage(i * 100, Opcode.Text);
        }
        output.WriteControl(Opcode.Pong, [1, 2]);
        output.Consume(100);
        output.Consume(output.PendingBytes);
    }
}
