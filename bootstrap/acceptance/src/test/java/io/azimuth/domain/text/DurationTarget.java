package io.azimuth.domain.text;

import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.time.Duration;
import java.util.List;

/** Fuzzes durations. */
public final class DurationTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "90",
        "1h30m",
        "-1.5h",
        "3d",
        "+.5s",
        "1us2µs3μs4ms5ns",
        "9223372036s",
        "-2562047h47m16.8s");
  }

  @Override
  public void accept(byte[] input) {
    String text = Inputs.text(input);
    GoDuration.parse(text)
        .value()
        .ifPresent(
            duration -> {
              comesBack(GoDuration.format(duration), duration);
              comesBack(GoDuration.formatShort(duration), duration);
              Property.same(
                  GoDuration.parseSeconds(text).isGood(),
                  duration.isZero() || duration.compareTo(Duration.ofSeconds(1)) >= 0,
                  "range of " + text);
            });
    GoDuration.parseSignedSeconds(text);
  }

  private static void comesBack(String printed, Duration duration) {
    Property.same(GoDuration.parse(printed).value().orElse(null), duration, printed);
  }
}
