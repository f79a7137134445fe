using Engine.Native.Composition.Recovery;
using Xunit;

namespace Engine.Tests.Storage.Recovery;

public sealed class AccountLockTests
{
    private static readonly string[] Instruments = ["BTC_USDC-PERPETUAL", "BTC-PERPETUAL"];

    [Fact]
    public void A_second_engine_on_an_account_and_instrument_is_refused_whatever_its_database_and_told_who_trades_it()
    {
        using var folder = new TemporaryFolder();
        string directory = Path.GetDirectoryName(folder.PathOf("x"))!;
        using (AccountLock.Take(directory, "test:0123", ["BTC-PERPETUAL"], TextWriter.Null))
        {
            var e = Assert.Throws<IOException>(() => AccountLock.Take(directory, "test:0123", Instruments, TextWriter.Null));
            Assert.Contains($"another engine on this machine (process {Environment.ProcessId}) trades BTC-PERPETUAL on this account", e.Message, StringComparison.Ordinal);
            using AccountLock other = AccountLock.Take(directory, "test:4567", Instruments, TextWriter.Null);
            using AccountLock elsewhere = AccountLock.Take(directory, "test:0123", ["ETH-PERPETUAL"], TextWriter.Null);
        }

        using AccountLock again = AccountLock.Take(directory, "test:0123", Instruments, TextWriter.Null);
        Assert.Equal(2, Directory.GetFiles(directory).Length);
    }

    [Fact]
    public void Where_no_lock_can_be_made_trading_goes_on_and_that_is_said()
    {
        using var folder = new TemporaryFolder();
        using var words = new StringWriter();
        using AccountLock none = AccountLock.Take(folder.PathOf("missing"), "test:0123", Instruments, words);
        Assert.Contains("nothing keeps a second engine on this machine from trading BTC-PERPETUAL on this account", words.ToString(), StringComparison.Ordinal);
    }
}
