package io.azimuth.adapters.http.connection;

import io.azimuth.spi.remote.LogAllowance;
import io.azimuth.spi.thread.OutOfMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelPipe;
import org.xnio.IoUtils;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * Keeps the I/O threads from serving some connections only. An I/O thread of XNIO does all tasks
 * that wait before it asks its selector which connections are ready. A task that adds the next one,
 * as the end of a request does when the client has sent another already (pipelining), could keep
 * the thread from its selector for ever. Here such a task waits until the selector has run.
 *
 * <p>It also shows whether the threads are behind with their work, as they are when threads that
 * process requests take too much of the processors.
 */
public final class SelectorRounds {

  private static final Logger LOG = LoggerFactory.getLogger(SelectorRounds.class);

  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(1);

  /** A task that waits longer for its thread shows that the thread is behind. */
  private static final long LONG_WAIT = TimeUnit.MILLISECONDS.toNanos(5);

  private static final long REMEMBERED = TimeUnit.MILLISECONDS.toNanos(100);

  private final LongSupplier nanos;
  private volatile long behindUntil;

  private final Map<XnioIoThread, Round> rounds = new ConcurrentHashMap<>();

  /** No thread is behind yet. */
  public SelectorRounds() {
    this(System::nanoTime);
  }

  /**
   * No thread is behind yet.
   *
   * @param nanos a clock that never goes back
   */
  SelectorRounds(LongSupplier nanos) {
    this.nanos = nanos;
    this.behindUntil = nanos.getAsLong();
  }

  /**
   * Runs the task on this I/O thread: at once, unless its selector has not run for a millisecond.
   */
  public void proceed(XnioIoThread thread, Runnable task) {
    if (Thread.currentThread() == thread) {
      round(thread).proceed(task);
      return;
    }
    try {
      thread.execute(() -> proceed(thread, task));
    } catch (RejectedExecutionException e) {
      task.run(); // the server stops
    }
  }

  /**
   * Runs the task on this I/O thread as soon as the thread comes to it, and notes how long the task
   * has waited.
   *
   * @throws RejectedExecutionException when the server stops
   */
  public void execute(XnioIoThread thread, Runnable task) {
    long begun = nanos.getAsLong();
    thread.execute(
        () -> {
          long now = nanos.getAsLong();
          if (now - begun > LONG_WAIT) {
            behindUntil = now + REMEMBERED;
          }
          task.run();
        });
  }

  /**
   * Whether a task of {@link #execute} has waited for more than 5 ms, within the last tenth of a
   * second.
   */
  public boolean areBehind() {
    return nanos.getAsLong() - behindUntil < 0;
  }

  /**
   * Runs the task on this I/O thread, on which it is called, when its selector has run. Drops it
   * when the server stops, which closes all connections.
   */
  public void await(XnioIoThread thread, Runnable task) {
    round(thread).await(task);
  }

  private Round round(XnioIoThread thread) {
    return rounds.computeIfAbsent(thread, it -> new Round(it, nanos));
  }

  /** The rounds of one I/O thread, which alone uses it. */
  private static final class Round {

    private final XnioIoThread thread;
    private final LogAllowance warnings = LogAllowance.perMinute(1);
    private final List<Runnable> waiting = new ArrayList<>();
    private final ByteBuffer signal = ByteBuffer.allocateDirect(1);
    private @Nullable ChannelPipe<StreamSourceChannel, StreamSinkChannel> pipe;
    private final LongSupplier nanos;
    private long last;

    private Round(XnioIoThread thread, LongSupplier nanos) {
      this.thread = thread;
      this.nanos = nanos;
      this.last = nanos.getAsLong();
    }

    private void proceed(Runnable task) {
      if (waiting.isEmpty() && nanos.getAsLong() - last < LONGEST) {
        task.run();
      } else {
        await(task);
      }
    }

    private void await(Runnable task) {
      waiting.add(task);
      if (waiting.size() == 1 && !thread.getWorker().isShutdown()) {
        askSelector();
      }
    }

    // A byte in a pipe is an event, which the thread sees when its selector has run.
    private void askSelector() {
      try {
        signal.clear();
        if (pipe().getRightSide().write(signal) == 1) {
          return;
        }
      } catch (IOException e) {
        forgetPipe();
        if (warnings.take(nanos.getAsLong()) >= 0) {
          LOG.warn("an I/O thread has no pipe: {}", e.getMessage());
        }
      }
      try {
        thread.execute(this::runWaiting);
      } catch (RejectedExecutionException e) {
        return; // the server stops
      }
    }

    private ChannelPipe<StreamSourceChannel, StreamSinkChannel> pipe() throws IOException {
      ChannelPipe<StreamSourceChannel, StreamSinkChannel> present = pipe;
      if (present == null) {
        present = thread.createHalfDuplexPipe();
        present.getLeftSide().getReadSetter().set(this::selected);
        present.getLeftSide().resumeReads();
        pipe = present;
      }
      return present;
    }

    private void selected(StreamSourceChannel source) {
      try {
        signal.clear();
        if (source.read(signal) < 0) {
          forgetPipe();
        }
      } catch (IOException e) {
        forgetPipe();
      }
      runWaiting();
    }

    private void forgetPipe() {
      ChannelPipe<StreamSourceChannel, StreamSinkChannel> broken = pipe;
      pipe = null;
      if (broken != null) {
        IoUtils.safeClose(broken.getLeftSide(), broken.getRightSide());
      }
    }

    private void runWaiting() {
      last = nanos.getAsLong();
      List<Runnable> now = List.copyOf(waiting);
      waiting.clear();
      for (Runnable task : now) {
        try {
          task.run();
        } catch (RuntimeException | Error e) { // the next ones are of other connections
          OutOfMemory.report(e);
          LOG.error("a connection cannot be continued", e);
        }
      }
    }
  }
}
