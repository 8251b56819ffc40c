package io.azimuth.adapters.storage.mapdb;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A disk that delays syncs, fails syncs or is full, as the test sets it. */
public final class DiskFaults implements FileEvents {

  private volatile String failing = "";
  private volatile String holding = "";
  private volatile boolean failHeld;
  private volatile long longest = Long.MAX_VALUE;
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile CountDownLatch release = new CountDownLatch(0);

  void failSyncs(String file) {
    failing = file;
  }

  void limitGrowth(long length) {
    longest = length;
  }

  void heal() {
    failing = "";
    longest = Long.MAX_VALUE;
  }

  /** The next sync of the file is done, but does not return before the latch is counted down. */
  public CountDownLatch holdNextSync(String file) {
    held = new CountDownLatch(1);
    release = new CountDownLatch(1);
    holding = file;
    return release;
  }

  /** The delayed sync fails when it is released. */
  public void failHeldSync() {
    failHeld = true;
  }

  public boolean isHeld() {
    return held.getCount() == 0;
  }

  void awaitHeld() throws InterruptedException {
    held.await();
  }

  @Override
  public void grow(long length) throws IOException {
    if (length > longest) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public void forcing(String file) throws IOException {
    if (file.equals(failing)) {
      throw new IOException("Input/output error");
    }
  }

  @Override
  public void forced(String file) throws IOException {
    if (!file.equals(holding)) {
      return;
    }
    holding = "";
    held.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (failHeld) {
      throw new IOException("Input/output error");
    }
  }
}
