package io.azimuth.domain.azure.id;

import io.azimuth.domain.text.AsciiCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits the text of a resource id and checks every segment. */
final class ResourceIdReader {

  /** Azure's longest name of a resource. */
  private static final int MAX_NAME = 260;

  /** Characters that Azure allows in no name, and those with a meaning in a URL. */
  private static final String FORBIDDEN = "<>%&:\\?#*\"|";

  private static final int FIRST_TYPE = 7;

  private ResourceIdReader() {}

  static Optional<ResourceId> read(String text) {
    if (text.length() > ResourceId.MAX_LENGTH) {
      return Optional.empty();
    }
    String[] segments = text.split("/", -1);
    if (!hasFrame(segments)) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    StringBuilder type = new StringBuilder(segments[FIRST_TYPE - 1]);
    for (int i = FIRST_TYPE; i < segments.length; i += 2) {
      if (AsciiCase.equal(segments[i], "providers") || !isName(segments[i + 1])) {
        return Optional.empty();
      }
      type.append('/').append(segments[i]);
      names.add(segments[i + 1]);
    }
    return SubscriptionId.parse(segments[2])
        .flatMap(
            subscription ->
                ResourceGroupName.parse(segments[4])
                    .flatMap(
                        group ->
                            ResourceType.parse(type.toString())
                                .map(t -> new ResourceId(subscription, group, t, names))));
  }

  private static boolean hasFrame(String[] segments) {
    return segments.length > FIRST_TYPE
        && segments.length % 2 == 1
        && segments[0].isEmpty()
        && AsciiCase.equal(segments[1], "subscriptions")
        && AsciiCase.equal(segments[3], "resourceGroups")
        && AsciiCase.equal(segments[5], "providers");
  }

  private static boolean isName(String segment) {
    return !segment.isBlank()
        && segment.length() <= MAX_NAME
        && !segment.equals(".")
        && !segment.equals("..")
        && segment.equals(segment.strip())
        && segment.codePoints().allMatch(ResourceIdReader::isNameCharacter);
  }

  private static boolean isNameCharacter(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> FORBIDDEN.indexOf(c) < 0;
    };
  }
}
