package io.azimuth.bootstrap.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeadersTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String GOOD = "00-" + TRACE + "-" + PARENT + "-01";

  private static SpanContext read(List<String> parents, List<String> states) {
    return TraceHeaders.read(
        name -> name.equals("traceparent") ? parents : name.equals("tracestate") ? states : null);
  }

  @Test
  void readsTheSpanOfTheCaller() {
    SpanContext caller = read(List.of(GOOD), List.of("a=1,b=2", "c=3"));

    assertThat(caller.isValid()).isTrue();
    assertThat(caller.isSampled()).isTrue();
    assertThat(caller.getTraceId()).isEqualTo(TRACE);
    assertThat(caller.getSpanId()).isEqualTo(PARENT);
    assertThat(caller.getTraceState().asMap()).containsOnlyKeys("a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "garbage",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-zz",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nx: y"
      })
  void whatIsMalformedCountsAsNotSent(String parent) {
    assertThat(read(List.of(parent), List.of()).isValid()).isFalse();
  }

  @Test
  void twoParentsOrALongOneCountAsNone() {
    assertThat(read(List.of(GOOD, GOOD), List.of()).isValid()).isFalse();
    assertThat(
            read(List.of("01-" + GOOD.substring(3) + "-" + "x".repeat(100)), List.of()).isValid())
        .isFalse();
    assertThat(read(List.of(), List.of("a=1")).isValid()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "no pair", "a=\u0001", "A=1", "a=1,,=2"})
  void aMalformedStateIsDroppedAndTheParentKept(String state) {
    SpanContext caller = read(List.of(GOOD), List.of(state));

    assertThat(caller.isValid()).isTrue();
    assertThat(caller.getTraceState().isEmpty()).isTrue();
  }

  @Test
  void aLongStateIsDropped() {
    String most = "a=" + "x".repeat(254) + ",b=" + "y".repeat(253);
    assertThat(most).hasSize(512);

    assertThat(read(List.of(GOOD), List.of(most)).getTraceState().size()).isEqualTo(2);
    assertThat(read(List.of(GOOD), List.of(most + "y")).getTraceState().isEmpty()).isTrue();
  }

  @Test
  void writesWhatItReads() {
    Map<String, String> sent = new HashMap<>();
    SpanContext caller = read(List.of(GOOD), List.of("a=1"));

    TraceHeaders.write(Span.wrap(caller), sent::put);

    assertThat(sent).containsOnly(Map.entry("traceparent", GOOD), Map.entry("tracestate", "a=1"));
  }

  @Test
  void aSkippedSpanPassesTheTraceOnAsNotRecorded() {
    Map<String, String> sent = new HashMap<>();
    SkippedSpan span = SkippedSpan.of(read(List.of(GOOD), List.of("a=1")));

    span.propagate(sent::put);

    assertThat(sent)
        .containsOnly(
            Map.entry("traceparent", "00-" + TRACE + "-" + PARENT + "-00"),
            Map.entry("tracestate", "a=1"));
    assertThat(span.traceId()).isEqualTo(TRACE);
    assertThat(span.id()).isEmpty();
  }

  @Test
  void aSkippedSpanWithoutATraceSendsNothing() {
    Map<String, String> sent = new HashMap<>();

    SkippedSpan.of(SpanContext.getInvalid()).propagate(sent::put);

    assertThat(sent).isEmpty();
  }
}
