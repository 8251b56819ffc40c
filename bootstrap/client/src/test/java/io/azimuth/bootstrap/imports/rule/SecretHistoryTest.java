package io.azimuth.bootstrap.imports.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SecretHistoryTest {

  private static final Value.Obj METADATA =
      RecordFieldsTest.object(
          "{'current_version':6,'versions':{'6':{'destroyed':false,'deletion_time':''},"
              + "'5':{'destroyed':true},'4':{'destroyed':false},'10':{'destroyed':false}}}");

  @Test
  void keepsTheNumbersAndFillsTheGaps() {
    SecretHistory history = SecretHistory.of(METADATA);

    assertThat(history.current()).isEqualTo(10);
    assertThat(history.plan(false)).isEqualTo(List.of(0, 0, 0, 4, 0, 6, 0, 0, 0, 10));
    assertThat(history.fillers()).isEqualTo(7);
  }

  @Test
  void renumbersFromOne() {
    assertThat(SecretHistory.of(METADATA).plan(true)).isEqualTo(List.of(4, 6, 10));
  }

  @Test
  void aVersionThatCannotBeReadIsAGap() {
    SecretHistory history = SecretHistory.of(METADATA).withDeleted(6);

    assertThat(history.plan(true)).isEqualTo(List.of(4, 10));
    assertThat(history.plan(false).get(5)).isZero();
    assertThat(history.live()).containsExactly(4, 10);
  }

  @Test
  void aSecretWithoutVersionsHasNone() {
    SecretHistory none =
        SecretHistory.of(RecordFieldsTest.object("{'current_version':0,'versions':null}"));

    assertThat(none.current()).isZero();
    assertThat(none.plan(false)).isEmpty();
    assertThat(none.fillers()).isZero();
  }
}
