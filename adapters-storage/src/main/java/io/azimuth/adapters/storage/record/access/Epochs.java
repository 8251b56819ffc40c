package io.azimuth.adapters.storage.record.access;

import io.azimuth.spi.engine.Entry;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers the epochs of the store in the order in which this process sees them. The revision of the
 * epoch's record is not enough: it comes again when the database is set back in time, and what was
 * cached before must not.
 */
public final class Epochs {

  private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);

  /** An odd number belongs to views that are older than the current epoch, and to no epoch. */
  private static final int STEP = 2;

  private volatile Seen current = new Seen(RecordSeal.of(Optional.empty()), 0);

  private record Seen(RecordSeal seal, long number) {}

  /**
   * The number of the epoch.
   *
   * @param read the record of the epoch, as a unit of work sees it
   * @param fresh reads the record now
   */
  public long number(Optional<Entry> read, Supplier<Optional<Entry>> fresh) {
    RecordSeal seal = RecordSeal.of(read);
    Seen known = current;
    return known.seal().equals(seal) ? known.number() : other(seal, fresh);
  }

  // A revision that is not higher belongs to a view that is older, or to a store that was set back.
  private long other(RecordSeal seal, Supplier<Optional<Entry>> fresh) {
    boolean higher = seal.revision() > current.seal().revision();
    boolean setBack = !higher && RecordSeal.of(fresh.get()).equals(seal);
    synchronized (this) {
      Seen known = current;
      if (known.seal().equals(seal)) {
        return known.number();
      }
      if (!setBack && seal.revision() <= known.seal().revision()) {
        return known.number() - 1;
      }
      if (setBack) {
        LOG.warn(
            "the store was set back in time: revision {} of its epoch follows {};"
                + " nothing that was remembered of it is used any more",
            seal.revision(),
            known.seal().revision());
      }
      current = new Seen(seal, known.number() + STEP);
      return current.number();
    }
  }
}
