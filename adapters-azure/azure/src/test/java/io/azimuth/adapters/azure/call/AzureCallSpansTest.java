package io.azimuth.adapters.azure.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.spi.trace.CurrentSpan;
import io.azimuth.spi.trace.SpanKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each try of a call is a span, and Azure gets its id. */
@Timeout(120)
class AzureCallSpansTest {

  private static final ResourceId MACHINE = Lab.machine("web-1");

  private final KeptSpan question = new KeptSpan();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private Lab lab;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    lab = new Lab();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private DirectoryAnswer ask(Duration limit) {
    return CurrentSpan.during(question, () -> lab.directory.find(Lab.access(), MACHINE, limit));
  }

  @Test
  void eachTryIsASpanAndAzureContinuesIt() {
    AtomicInteger tries = new AtomicInteger();
    lab.azure.on(
        MACHINE,
        exchange -> {
          sent.addAll(exchange.getRequestHeaders().get("traceparent"));
          boolean last = tries.incrementAndGet() == 3;
          FakeAzure.reply(exchange, last ? 200 : 503, "{\"id\":\"" + MACHINE + "\"}");
        });

    assertThat(ask(Lab.LONG)).isInstanceOf(DirectoryAnswer.Found.class);

    List<KeptSpan> calls = question.calls();
    assertThat(calls).allSatisfy(call -> assertThat(call.ends()).containsExactly("ended"));
    assertThat(calls).extracting(KeptSpan::kind).containsOnly(SpanKind.CLIENT);
    assertThat(calls)
        .extracting(KeptSpan::name)
        .containsExactly("POST 127.0.0.1", "GET 127.0.0.1", "GET 127.0.0.1", "GET 127.0.0.1");
    assertThat(calls)
        .extracting(call -> call.attributes().get("http.response.status_code"))
        .containsExactly(200L, 503L, 503L, 200L);
    assertThat(calls)
        .extracting(call -> call.attributes().getOrDefault("http.request.resend_count", 0L))
        .containsExactly(0L, 0L, 1L, 2L);
    assertThat(calls)
        .extracting(call -> call.attributes().getOrDefault("error.type", ""))
        .containsExactly("", "503", "503", "");
    assertThat(sent).containsExactlyElementsOf(calls.stream().skip(1).map(KeptSpan::id).toList());
  }

  @Test
  void aCallWithoutAnAnswerInTimeIsAFailedSpan() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    lab.azure.on(MACHINE, 200, "{\"id\":\"" + MACHINE + "\"}");
    assertThat(ask(Lab.LONG)).isInstanceOf(DirectoryAnswer.Found.class); // the sign-in is done
    int before = question.calls().size();
    lab.azure.on(
        MACHINE,
        exchange -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });

    assertThat(ask(Duration.ofSeconds(3))).isInstanceOf(DirectoryAnswer.Down.class);
    over.countDown();

    KeptSpan call = question.calls().get(before);
    assertThat(call.ends()).containsExactly("ended");
    assertThat(call.attributes()).containsEntry("error.type", "cancelled");
  }

  @Test
  void noSpanTellsAPathOrASecret() {
    lab.azure.on(MACHINE, 200, "{\"id\":\"" + MACHINE + "\"}");
    ask(Lab.LONG);

    assertThat(question.calls())
        .isNotEmpty()
        .allSatisfy(
            call ->
                assertThat(call.name() + Map.copyOf(call.attributes()))
                    .doesNotContain("web-1", Lab.SUBSCRIPTION, Lab.SECRET, "bearer-1", "/"));
  }
}
