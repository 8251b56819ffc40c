package io.azimuth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.port.audit.AuditDevice;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.AtOnce;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AuditDevice} promises. A device passes when a subclass that opens it does. */
public abstract class AuditDeviceContract {

  private static final int THREADS = 8;
  private static final int RECORDS = 50;

  private AuditDevice device;

  /** The one way to make it. */
  protected AuditDeviceContract() {}

  /** Opens a device that has taken nothing yet; called once for each test. */
  protected abstract AuditDevice open() throws Exception;

  /**
   * The member {@code text} of each record that the device took, in order, once it took so many;
   * each line is read as one record. Only called when {@link #keeps} says so.
   */
  protected abstract List<String> texts(int count) throws Exception;

  /** Whether the device keeps what it takes. */
  protected boolean keeps() {
    return true;
  }

  /**
   * Lets what the device writes to fail, or work again. Only called when {@link #keeps} says so.
   */
  protected abstract void failing(AuditDevice device, boolean fails) throws Exception;

  @BeforeEach
  void openDevice() throws Exception {
    device = open();
  }

  @AfterEach
  void closeDevice() {
    device.close();
  }

  private static Value.Obj record(String text) {
    return Value.Obj.builder().put("text", text).build();
  }

  @Test
  void takesEachRecordAsOneLineInItsOrder() throws Exception {
    List<String> texts =
        List.of("one", "two\nlines", "\r\n", "\u2028 \u0085", "é 😀 \0", "\"quoted\" \\", "");
    texts.forEach(text -> device.write(record(text)));

    if (keeps()) {
      assertThat(texts(texts.size())).isEqualTo(texts);
    }
  }

  @Test
  void takesALargeRecord() throws Exception {
    String large = "x".repeat(30_000);
    device.write(record(large));
    device.write(record("behind it"));

    if (keeps()) {
      assertThat(texts(2)).containsExactly(large, "behind it");
    }
  }

  @Test
  void takesWholeRecordsOfManyThreadsEachInItsOrder() throws Exception {
    List<Callable<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String name = "thread " + i + " ";
      writers.add(
          () -> {
            for (int number = 0; number < RECORDS; number++) {
              device.write(record(name + number));
            }
            return RECORDS;
          });
    }
    assertThat(AtOnce.run(writers)).containsOnly(RECORDS);

    if (keeps()) {
      List<String> taken = texts(THREADS * RECORDS);
      assertThat(taken).hasSize(THREADS * RECORDS);
      for (int i = 0; i < THREADS; i++) {
        String name = "thread " + i + " ";
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < RECORDS; number++) {
          expected.add(name + number);
        }
        assertThat(taken.stream().filter(text -> text.startsWith(name))).isEqualTo(expected);
      }
    }
  }

  @Test
  void losesNothingWhenItIsReopened() throws Exception {
    device.write(record("one"));
    device.reopen();
    device.write(record("two"));
    device.reopen();
    device.reopen();
    device.write(record("three"));

    if (keeps()) {
      assertThat(texts(3)).containsExactly("one", "two", "three");
    }
  }

  @Test
  void saysThatItDidNotTakeARecordAndTriesTheNextOne() throws Exception {
    device.write(record("one"));
    if (!keeps()) {
      device.write(record("two")); // nothing that it writes to can fail
      return;
    }
    assertThat(texts(1)).containsExactly("one");
    failing(device, true);
    for (String lost : List.of("lost", "lost too")) {
      assertThatThrownBy(() -> device.write(record(lost)))
          .isInstanceOfSatisfying(
              ServiceException.class,
              fault -> assertThat(fault.code()).isEqualTo(ErrorCode.AUDIT_FAILED));
    }
    failing(device, false);
    device.write(record("two"));

    assertThat(texts(2)).containsExactly("one", "two");
  }

  @Test
  void closingAgainDoesNothing() throws Exception {
    device.write(record("one"));
    device.close();

    assertThatCode(device::close).doesNotThrowAnyException();
    if (keeps()) {
      assertThat(texts(1)).containsExactly("one");
    }
  }
}
