package io.azimuth.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A package holds one idea: so many classes, not counting those inside of others. */
final class PackageSize extends ArchCondition<JavaClass> {

  private final int most;
  private Map<String, Long> sizes = Map.of();

  PackageSize(int most) {
    super("be in packages of at most " + most + " classes");
    this.most = most;
  }

  @Override
  public void init(Collection<JavaClass> classes) {
    sizes =
        classes.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    // Once all are known: see finish.
  }

  @Override
  public void finish(ConditionEvents events) {
    sizes.forEach(
        (name, size) ->
            events.add(
                new SimpleConditionEvent(
                    name, size <= most, "the package " + name + " has " + size + " classes")));
  }
}
