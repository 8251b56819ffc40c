package io.azimuth.domain.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiryNoticeTest {

  private static final Instant END = Instant.parse("2027-03-01T00:00:00Z");

  @Test
  void theMostUrgentOneIsDueFromItsVeryMomentOn() {
    assertThat(ExpiryNotice.due(END, before(30).minusMillis(1))).isEmpty();
    assertThat(ExpiryNotice.due(END, before(30))).contains(ExpiryNotice.MONTH);
    assertThat(ExpiryNotice.due(END, before(7).minusMillis(1))).contains(ExpiryNotice.MONTH);
    assertThat(ExpiryNotice.due(END, before(7))).contains(ExpiryNotice.WEEK);
    assertThat(ExpiryNotice.due(END, before(1))).contains(ExpiryNotice.DAY);
    assertThat(ExpiryNotice.due(END, END.minusMillis(1))).contains(ExpiryNotice.DAY);
    assertThat(ExpiryNotice.due(END, END)).contains(ExpiryNotice.ENDED);
    assertThat(ExpiryNotice.due(END, END.plus(Duration.ofDays(400)))).contains(ExpiryNotice.ENDED);
  }

  private static Instant before(int days) {
    return END.minus(Duration.ofDays(days));
  }
}
