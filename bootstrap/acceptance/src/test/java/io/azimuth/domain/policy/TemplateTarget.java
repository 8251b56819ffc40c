package io.azimuth.domain.policy;

import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fuzzes templated paths. The first line is the path, the other lines are the caller's names. */
public final class TemplateTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "secret/{{identity.entity.name}}/*\nvm-1\nblue",
        "a/{{identity.groups.names.n.id}}/+/{{ identity.entity.metadata.team }}\nn\nred",
        "k/{{identity.entity.aliases.m.custom_metadata.team}}\nx\n*",
        "{{identity.entity.aliases.m.metadata.team}}{{identity.groups.ids.i.name}}x*\n+\n..");
  }

  @Override
  public void accept(byte[] input) {
    List<String> lines = Inputs.text(input).lines().limit(3).toList();
    if (lines.size() < 3) {
      return;
    }
    PathTemplate template;
    try {
      template = PathTemplate.parse(lines.get(0));
    } catch (InvalidPolicyException expected) {
      return;
    }
    resolved(template, lines.get(1), lines.get(2))
        .ifPresent(pattern -> isNoWiderThanWritten(template, pattern));
  }

  private static Optional<PathPattern> resolved(PathTemplate template, String name, String team) {
    Map<String, String> metadata = Map.of("team", team);
    return template.resolve(
        Optional.of(
            new TemplateSubject(
                name,
                name,
                metadata,
                Map.of("m", new TemplateSubject.Alias("a", name, metadata, metadata)),
                List.of(new TemplateSubject.Group("i", name, metadata)))));
  }

  /** The names of a caller add neither a segment nor a wildcard. */
  private static void isNoWiderThanWritten(PathTemplate template, PathPattern pattern) {
    String written = template.written().replaceAll("\\{\\{[^}]*}}", "");
    String slashes = written.startsWith("/") ? written.substring(1) : written;
    Property.holds(
        count(pattern.text(), '*') == count(written, '*')
            && count(pattern.text(), '+') == count(written, '+')
            && (count(pattern.text(), '/') == count(slashes, '/')
                || count(pattern.text(), '/') == count(written, '/')),
        () -> template + " became " + pattern);
    Property.holds(
        !pattern.isPrefix() || template.written().endsWith("*"), () -> template + " became open");
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }
}
