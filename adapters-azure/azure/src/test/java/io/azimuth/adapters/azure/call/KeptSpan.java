package io.azimuth.adapters.azure.call;

import io.azimuth.spi.trace.Span;
import io.azimuth.spi.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A span that keeps what it is told. Its id is the number of spans that began before it. */
final class KeptSpan implements Span {

  private final List<KeptSpan> all;
  private final int number;
  private final SpanKind kind;
  private final Map<String, Object> attributes = new ConcurrentHashMap<>();
  private final List<String> ends = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String name;

  KeptSpan() {
    this(new CopyOnWriteArrayList<>(), SpanKind.SERVER, "root");
  }

  private KeptSpan(List<KeptSpan> all, SpanKind kind, String name) {
    this.all = all;
    this.kind = kind;
    this.name = name;
    synchronized (all) {
      this.number = all.size();
      all.add(this);
    }
  }

  /** All children, in the order of their beginnings. */
  List<KeptSpan> calls() {
    return all.subList(1, all.size());
  }

  String name() {
    return name;
  }

  SpanKind kind() {
    return kind;
  }

  Map<String, Object> attributes() {
    return attributes;
  }

  /** How often it ended. Waits for the first time: a span may end after its answer is passed on. */
  List<String> ends() {
    try {
      var unused = ended.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new ArrayList<>(ends);
  }

  @Override
  public Span child(SpanKind kind, String name) {
    return new KeptSpan(all, kind, name);
  }

  @Override
  public boolean isRecorded() {
    return true;
  }

  @Override
  public void detail(String detail) {
    name = name + " " + detail;
  }

  @Override
  public Span put(String key, String value) {
    attributes.put(key, value);
    return this;
  }

  @Override
  public Span put(String key, long value) {
    attributes.put(key, value);
    return this;
  }

  @Override
  public Span put(String key, List<String> values) {
    attributes.put(key, values);
    return this;
  }

  @Override
  public void event(String what) {}

  @Override
  public void fail(String type) {
    attributes.put("error.type", type);
  }

  @Override
  public void end() {
    ends.add("ended");
    ended.countDown();
  }

  @Override
  public String traceId() {
    return "trace";
  }

  @Override
  public String id() {
    return "span-" + number;
  }

  @Override
  public void propagate(BiConsumer<String, String> headers) {
    headers.accept("traceparent", id());
  }
}
