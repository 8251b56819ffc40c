package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A transaction of a request that ends: the plugin may keep it, and its storage, but nothing that
 * it does with them later reaches the request.
 */
final class GuardedTransaction implements MountTransaction {

  private final MountTransaction transaction;
  private final BooleanSupplier ended;

  GuardedTransaction(MountTransaction transaction, BooleanSupplier ended) {
    this.transaction = transaction;
    this.ended = ended;
  }

  /** Runs the code with the transaction, which ends with it. */
  static <T> T during(MountTransaction transaction, Function<MountTransaction, T> code) {
    AtomicBoolean ended = new AtomicBoolean();
    try {
      return code.apply(new GuardedTransaction(transaction, ended::get));
    } finally {
      ended.set(true);
    }
  }

  /** The same for code without a result. */
  static void run(MountTransaction transaction, Consumer<MountTransaction> code) {
    var unused =
        during(
            transaction,
            own -> {
              code.accept(own);
              return own;
            });
  }

  private void requireOpen() {
    if (ended.getAsBoolean()) {
      throw new IllegalStateException("the transaction has ended");
    }
  }

  private MountTransaction open() {
    requireOpen();
    return transaction;
  }

  @Override
  public String mountUuid() {
    return transaction.mountUuid();
  }

  @Override
  public MountStorage storage() {
    return new Storage(open().storage());
  }

  @Override
  public void beginEpoch() {
    open().beginEpoch();
  }

  @Override
  public long epoch() {
    return open().epoch();
  }

  @Override
  public boolean isCurrent() {
    return open().isCurrent();
  }

  private final class Storage implements MountStorage {

    private final MountStorage storage;

    Storage(MountStorage storage) {
      this.storage = storage;
    }

    private MountStorage usable() {
      requireOpen();
      return storage;
    }

    @Override
    public Optional<Value.Obj> get(String path) {
      return usable().get(path);
    }

    @Override
    public <T> Optional<T> getDecoded(String path, Function<Value.Obj, T> decoder) {
      return usable().getDecoded(path, decoder);
    }

    @Override
    public void put(String path, Value.Obj value) {
      usable().put(path, value);
    }

    @Override
    public void delete(String path) {
      usable().delete(path);
    }

    @Override
    public List<String> list(String prefix) {
      return usable().list(prefix);
    }

    @Override
    public List<String> folder(String prefix, Optional<String> after, int limit) {
      return usable().folder(prefix, after, limit);
    }

    @Override
    public List<String> page(Optional<String> after, int limit) {
      return usable().page(after, limit);
    }
  }
}
