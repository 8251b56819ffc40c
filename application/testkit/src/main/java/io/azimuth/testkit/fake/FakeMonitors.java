package io.azimuth.testkit.fake;

import io.azimuth.application.logging.LogFormat;
import io.azimuth.application.logging.LogLevel;
import io.azimuth.application.port.log.LogMonitors;
import io.azimuth.spi.api.Feed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Monitors that show nothing, and remember what was asked for. */
public final class FakeMonitors implements LogMonitors {

  private final List<String> asked = new ArrayList<>();
  private int open;

  /** No monitors yet. */
  public FakeMonitors() {}

  /** Level and format of each monitor. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** How many are open. */
  public synchronized int open() {
    return open;
  }

  @Override
  public synchronized Feed open(LogLevel level, LogFormat format) {
    asked.add(level + " " + format);
    open++;
    return new Silence();
  }

  @Override
  public void endAll() {}

  private final class Silence implements Feed {

    @Override
    public String mediaType() {
      return "text/plain";
    }

    @Override
    public int read(ByteBuffer into) {
      return 0;
    }

    @Override
    public void whenReady(Runnable task) {}

    @Override
    public void close() {
      synchronized (FakeMonitors.this) {
        open--;
      }
    }
  }
}
