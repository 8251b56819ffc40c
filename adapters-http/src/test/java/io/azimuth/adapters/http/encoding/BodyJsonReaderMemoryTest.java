package io.azimuth.adapters.http.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.azimuth.spi.api.RefusedException;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A body must not grow many times over while it is parsed (CVE-2025-59043, GHSA-g46h-2rq9-gw5m).
 */
class BodyJsonReaderMemoryTest {

  private static final int BODY = 32 * 1024 * 1024;

  @ParameterizedTest
  @ValueSource(strings = {"[],", "{},", "0,", "\"\",", "[[[]]],", "{\"a\":{}},", "null,"})
  void refusesManySmallValuesBeforeTheyCostMoreThanTwiceTheBody(String unit) {
    byte[] body = ("{\"a\":[" + unit.repeat(BODY / unit.length())).getBytes(StandardCharsets.UTF_8);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> BodyJsonReader.read(new ByteArrayInputStream(body), 50_000))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e ->
                assertThat(e.refusal().errors())
                    .containsExactly("error parsing JSON: more than 50000 values"));
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2L * BODY);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void refusesManyMembersAlike(int nameLength) {
    StringBuilder body = new StringBuilder("{");
    for (int i = 0; body.length() < BODY; i++) {
      body.append('"').append("x".repeat(nameLength)).append(i).append("\":0,");
    }
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> BodyJsonReader.read(new ByteArrayInputStream(bytes), 50_000))
        .isInstanceOf(RefusedException.class);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2L * BODY);
  }
}
