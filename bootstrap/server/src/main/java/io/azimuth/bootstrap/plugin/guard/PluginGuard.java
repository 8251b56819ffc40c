package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginBusyException;
import io.azimuth.bootstrap.plugin.PluginLateException;
import io.azimuth.bootstrap.plugin.PluginOrigin;
import io.azimuth.bootstrap.plugin.PluginTask;
import io.azimuth.bootstrap.plugin.PluginThreads;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.Refusal;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.MetricSource;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.storage.StaleReadException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the code of one plugin that comes from a jar, on threads of the plugin. What it throws
 * against its contract becomes a {@link PluginFailedException}, so no thread of the server ends by
 * it, and none waits for it longer than it may take. Requests have a limited number of threads,
 * those of callers without a token others than those with one. More requests wait for a while in
 * line, without a thread of the server. Requests to a mount, or for a cloud, at which the plugin is
 * late again and again are refused for a while.
 */
final class PluginGuard implements AutoCloseable {

  /** How long code of the plugin may keep a request waiting, each time that it runs. */
  static final Duration REQUEST = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(PluginGuard.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** How long a request waits in line for a thread. */
  private static final Duration TURN = Duration.ofSeconds(5);

  /** How many requests wait in line, with a token and as many without one. */
  private static final int IN_LINE = 128;

  /** More than the server has threads: a short call finds one. */
  private static final int ANSWERS = 64;

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration PREPARE = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration BREAK = Duration.ofMinutes(1);
  private static final int UPKEEP_THREADS = 4;

  private final LoadedPlugin<?> plugin;
  private final GuardLog log;
  private final Consumer<Runnable> leading;
  private final Places places;
  private final PluginThreads requests;
  private final PluginThreads strangers;
  private final PluginThreads answers;
  private final PluginThreads upkeep;
  private final PluginThreads closing;
  private final BackgroundTasks background;
  private final Circuits circuits = new Circuits(System::nanoTime);
  private final GuardCounts counts = new GuardCounts();
  private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());
  private final AtomicLong breakUntil = new AtomicLong(System.nanoTime());

  /**
   * The places for requests in the plugin.
   *
   * @param calls how many are at work at a time: for callers with a token, and as many for others
   * @param attending a permit for each thread of the server that may wait for plugins
   * @param turn how long a request waits for a place
   */
  record Places(int calls, Semaphore attending, Duration turn) {

    /** So many places, for which a request waits as long as usual. */
    static Places of(int calls, Semaphore attending) {
      return new Places(calls, attending, TURN);
    }
  }

  /**
   * Creates a guard.
   *
   * @param leading runs work of the leader on the thread that calls it
   */
  PluginGuard(LoadedPlugin<?> plugin, Places places, Consumer<Runnable> leading) {
    this.plugin = plugin;
    this.places = places;
    this.log = new GuardLog(plugin, System::nanoTime);
    this.leading = leading;
    PluginOrigin origin = plugin.origin();
    String name = plugin.kind().shortName() + "-" + plugin.type();
    this.requests = origin.threads(name, places.calls(), IN_LINE);
    this.strangers = origin.threads(name + "-public", places.calls(), IN_LINE);
    this.answers = origin.threads(name + "-answers", ANSWERS);
    this.upkeep = origin.threads(name + "-upkeep", UPKEEP_THREADS);
    this.closing = origin.threads(name + "-close", 1);
    this.background = new BackgroundTasks(origin, name + "-background");
  }

  /** The type of the plugin. */
  String type() {
    return plugin.type();
  }

  /**
   * Runs code that a request to the mount waits for. It has a thread at once, or waits for one in
   * line; no thread of the server waits with it. Code that is late again and again is not run for a
   * while. What it throws in time costs its own request alone: otherwise a stranger whose input it
   * cannot bear would lock out everybody else.
   *
   * @param place the method, for the message of a failure
   * @param left the time that is left to the request
   * @throws RefusedException with {@code OVERLOADED} if it got no thread, if the code is late, or
   *     if the plugin was late too often at this mount
   */
  <T> Awaited<T> handle(
      String place, Mount mount, Visitor visitor, Duration left, Supplier<T> code) {
    return admitted(
        new Circuited("mount_uuid", mount.uuid(), " at this mount"),
        () -> inTurn(place, visitor, patience(left), code));
  }

  private <T> Awaited<T> inTurn(
      String place, Visitor visitor, Duration patience, Supplier<T> code) {
    PluginThreads threads = visitor.known() ? requests : strangers;
    return Awaited.recovering(
        () -> awaited(threads.submit(visitor.client(), () -> contained(place, code)), patience),
        PluginLateException.class,
        e -> {
          throw noted(place, e);
        });
  }

  // Most calls return soon: then it is cheaper to wait for them than to come back. But few threads
  // may wait, so that plugins that block leave threads to the other requests.
  private <T> Awaited<T> awaited(PluginTask<T> task, Duration patience) {
    if (!task.hasPlace() || !places.attending().tryAcquire()) {
      Duration turn = places.turn();
      return task.awaited(turn.compareTo(patience) < 0 ? turn : patience, patience);
    }
    try {
      return Awaited.of(task.await(patience));
    } finally {
      places.attending().release();
    }
  }

  /**
   * All steps of a chain that a plugin began, also those after its waits, each run by the runner.
   * What the runner itself waits for is no step of the plugin.
   */
  static <T> Awaited<T> steps(Awaited<T> chain, Deadline deadline, StepRunner<T> runner) {
    return chain.fold(
        Awaited::of,
        pending ->
            Awaited.ended(pending.ended(), deadline)
                .thenAwait(unused -> runner.run(pending::resume))
                .thenAwait(next -> steps(next, deadline, runner)));
  }

  /** Runs a step of a plugin. */
  @FunctionalInterface
  interface StepRunner<T> {

    /** The chain as the step leaves it. */
    Awaited<Awaited<T>> run(Supplier<Awaited<T>> step);
  }

  /**
   * Runs code of a service that a cloud has in place of its own, at most for the limit. A fault is
   * logged.
   *
   * @param place the method, for the message of a failure
   * @throws RefusedException with {@code OVERLOADED} if no thread is left, if the code is late, or
   *     if the plugin was late too often for this cloud
   */
  <T> T serve(String place, String cloud, Duration limit, Supplier<T> code) {
    try {
      T result =
          admitted(
                  new Circuited("cloud", cloud, " for this cloud"),
                  () -> Awaited.of(checked(place, patience(limit), requests, code)))
              .join();
      circuits.worked(cloud);
      return result;
    } catch (PluginFailedException e) {
      log.failed(place + " for the cloud " + cloud, e);
      throw e;
    }
  }

  /**
   * For whom code of the plugin runs: what has a circuit.
   *
   * @param fact the name of this fact in the log
   * @param name which one it is
   * @param where the end of a sentence for callers
   */
  private record Circuited(String fact, String name, String where) {}

  private <T> Awaited<T> admitted(Circuited user, Supplier<Awaited<T>> code) {
    if (!circuits.admits(user.name())) {
      counts.refusedOpen.increment();
      throw refused(
          "the plugin " + type() + " is too slow" + user.where() + ", try again later",
          Circuit.PAUSE);
    }
    return Awaited.recovering(
        () ->
            code.get()
                .then(
                    result -> {
                      circuits.skipped(user.name()); // the request may have further steps
                      return result;
                    }),
        RuntimeException.class,
        e -> {
          throw counted(user, e);
        });
  }

  private RuntimeException counted(Circuited user, RuntimeException thrown) {
    if (thrown instanceof PluginBusyException) {
      circuits.skipped(user.name());
      return busy();
    }
    if (thrown instanceof PluginLateException) {
      countLate(user);
      return late();
    }
    if (thrown instanceof StaleReadException) { // the request begins again
      circuits.skipped(user.name());
    } else {
      circuits.worked(user.name());
    }
    return thrown;
  }

  // A step that runs because the time of the request is over needs a moment to report it.
  private static Duration patience(Duration left) {
    if (left.compareTo(SHORT) < 0) {
      return SHORT;
    }
    return left.compareTo(REQUEST) < 0 ? left : REQUEST;
  }

  private void countLate(Circuited user) {
    if (circuits.failed(user.name())) {
      LOG.warn(
          "{} is late again and again, requests are refused, {}={}",
          plugin,
          user.fact(),
          user.name());
    }
  }

  /** A request to the mount came to its end: earlier ones that were late do not count any more. */
  void ended(Mount mount) {
    circuits.worked(mount.uuid());
  }

  /**
   * Runs code that a request to the mount waits for, after which it asks the plugin no more. The
   * thread waits with it.
   */
  <T> T handleAll(String place, Mount mount, Supplier<T> code) {
    T result = handle(place, mount, Visitor.KNOWN, REQUEST, code).join();
    ended(mount);
    return result;
  }

  /**
   * Runs code that takes no time and that a request waits for before its handler.
   *
   * @throws RefusedException with {@code OVERLOADED} if no thread is left, if the code is late, or
   *     if it was late too often
   */
  <T> T answer(String place, Supplier<T> code) {
    T result =
        admitted(
                new Circuited("place", place, ""),
                () -> Awaited.of(checked(place, ANSWER, answers, code)))
            .join();
    circuits.worked(place);
    return result;
  }

  private RefusedException busy() {
    counts.refusedBusy.increment();
    return refused("too many requests to the plugin " + type() + ", try again", RETRY_AFTER);
  }

  private RefusedException late() {
    return refused("the plugin " + type() + " does not answer in time, try again", RETRY_AFTER);
  }

  private static RefusedException refused(String sentence, Duration retryAfter) {
    return new RefusedException(
        Refusal.of(ErrorCategory.OVERLOADED, sentence).retryAfter(retryAfter));
  }

  /** Whether it guards this plugin; asks no factory whether it equals another. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(LoadedPlugin<?> other) {
    return plugin == other;
  }

  /** Runs code of a kind that serves no mounts, at most for that time. */
  <T> T within(String place, Duration patience, Supplier<T> code) {
    return checked(place, patience, requests, code);
  }

  /** Runs code for the start or the stop of the server. */
  <T> T call(String place, Supplier<T> code) {
    return checked(place, PluginOrigin.START, upkeep, code);
  }

  /** Runs code without a result for the start or the stop of the server. */
  void run(String place, Runnable code) {
    var unused = call(place, () -> done(code));
  }

  /**
   * Lets the plugin report on a mount that is disabled; true if it did. A plugin that is broken is
   * the reason to disable the mount, so one that fails is passed over, and one that was late is not
   * asked when the operator tries again.
   *
   * @throws RefusedException with {@code OVERLOADED} if the code is late
   */
  boolean report(Runnable code) {
    if (silentUntil.get() - System.nanoTime() > 0) {
      return false;
    }
    try {
      var unused = checked("disabled", PREPARE, upkeep, () -> done(code));
      return true;
    } catch (PluginBusyException | PluginFailedException | ServiceException e) {
      log.failed("disabled", e);
      return false;
    } catch (PluginLateException e) {
      silentUntil.set(System.nanoTime() + BREAK.toNanos());
      throw late();
    }
  }

  /** Stops the plugin, on a thread that nothing else can hold. */
  void stop(Runnable code) {
    var unused = checked("close", STOP, closing, () -> done(code));
  }

  /** Prepares a mount; skipped for a while after such work was late. */
  void prepare(Runnable code) {
    upkeep("prepare", PREPARE, code);
  }

  /** Maintains a mount as the leader; skipped for a while after such work was late. */
  void maintain(Runnable code) {
    upkeep("maintain", SHORT, () -> leading.accept(code));
  }

  /**
   * Begins to end the secret of a lease. A failure is logged, and its sentence is for the operator.
   *
   * @throws ServiceException if the plugin fails at once
   */
  <T> T end(String place, Supplier<T> code) {
    try {
      return checked(place, SHORT, upkeep, code);
    } catch (PluginFailedException | PluginLateException | PluginBusyException e) {
      throw told(place, e);
    }
  }

  /** What a stage of the plugin ended with, as threads of the server may see it. */
  ServiceException failure(String place, Throwable fault) {
    return fault instanceof ServiceException service
        ? PluginFailedException.without(service, plugin + " failed in " + place)
        : told(place, failed(place, fault));
  }

  private ServiceException told(String place, RuntimeException e) {
    log.failed(place, e);
    return new ServiceException(ErrorCode.UNEXPECTED, String.valueOf(e.getMessage()));
  }

  // Other mounts wait for this one, so one that is late is not asked again soon.
  private void upkeep(String place, Duration patience, Runnable code) {
    if (breakUntil.get() - System.nanoTime() > 0) {
      return;
    }
    try {
      var unused = checked(place, patience, upkeep, () -> done(code));
    } catch (PluginLateException | PluginBusyException e) {
      breakUntil.set(System.nanoTime() + BREAK.toNanos());
    }
  }

  private PluginOrigin done(Runnable code) {
    code.run();
    return plugin.origin();
  }

  private <T> T checked(String place, Duration patience, PluginThreads threads, Supplier<T> code) {
    try {
      return threads.call(patience, () -> contained(place, code));
    } catch (PluginLateException e) {
      throw noted(place, e);
    }
  }

  private PluginLateException noted(String place, PluginLateException e) {
    counts.late.increment();
    log.late(place, e);
    return e;
  }

  /**
   * Runs code on a thread of the plugin: reading what it threw may block.
   *
   * @param place the method, for the message of a failure
   */
  <T> T contained(String place, Supplier<T> code) {
    T result;
    try {
      result = code.get();
    } catch (StaleReadException e) {
      throw e;
    } catch (RefusedException e) {
      if (AnswerLimits.isTooLong(e)) {
        throw failed(place, new IllegalArgumentException("a very long refusal"));
      }
      throw e;
    } catch (ServiceException e) {
      throw PluginFailedException.without(e, plugin + " failed in " + place);
    } catch (Throwable e) { // also errors: a plugin with a missing class must not end a thread
      throw failed(place, e);
    }
    if (result == null) {
      counts.faults.increment();
      throw new PluginFailedException(plugin + " returned nothing from " + place);
    }
    return result;
  }

  /**
   * The action, which runs in the background of the plugin, logs a failure and throws nothing. The
   * thread that settles or sends an answer must not wait for a plugin.
   */
  Runnable later(String place, Runnable code) {
    return () -> {
      try {
        background.execute(logging(place, code));
      } catch (RejectedExecutionException e) {
        counts.refusedBusy.increment();
        log.dropped(place, e);
      }
    };
  }

  private Runnable logging(String place, Runnable code) {
    return () -> {
      try {
        code.run();
      } catch (Throwable e) { // also errors: the next task needs the thread
        log.failed(place, failed(place, e));
      }
    };
  }

  /** An executor whose tasks log their failures. */
  Executor background() {
    return task -> background.execute(logging("a background task", task));
  }

  /** A registry whose sources measure nothing when they fail. */
  Metrics metrics(Metrics registry) {
    return new GuardedMetrics(registry, this::measure);
  }

  private List<Measurement> measure(MetricSource source) {
    try {
      return checked("measure", SHORT, upkeep, () -> List.copyOf(source.measure()));
    } catch (RuntimeException e) {
      log.failed("measure", safe("measure", e));
      return List.of();
    }
  }

  /** What an operator can see of this guard. */
  List<Measurement> figures() {
    Map<String, String> labels = Map.of("kind", plugin.kind().shortName(), "type", type());
    return GuardFigures.of(
        labels,
        counts,
        Map.of("known", requests, "strangers", strangers),
        requests.stuck() + strangers.stuck() + answers.stuck() + upkeep.stuck(),
        background,
        circuits);
  }

  /** The plugin with the name of its jar. */
  @Override
  public String toString() {
    return plugin.toString();
  }

  @Override
  public void close() {
    requests.close();
    strangers.close();
    answers.close();
    upkeep.close();
    closing.close();
    background.close();
  }

  // An exception of the contract may have a cause with any message.
  private RuntimeException safe(String place, RuntimeException e) {
    return e instanceof PluginFailedException
            || e instanceof PluginLateException
            || e instanceof PluginBusyException
        ? e
        : failed(place, e);
  }

  private PluginFailedException failed(String place, Throwable fault) {
    if (fault.getClass() == OutOfMemoryError.class) { // a new one: this may have any cause
      throw new OutOfMemoryError(plugin + " in " + place);
    }
    counts.faults.increment();
    return new PluginFailedException(plugin + " failed in " + place, fault);
  }
}
