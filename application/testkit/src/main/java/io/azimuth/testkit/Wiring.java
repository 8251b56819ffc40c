package io.azimuth.testkit;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Creates objects with their injection constructors, one instance of each class. For tests without
 * a framework.
 */
public final class Wiring {

  private final Map<Class<?>, Object> instances = new HashMap<>();
  private final Map<Class<?>, Set<Object>> sets = new HashMap<>();

  /** Uses this instance for the type. */
  public <T> Wiring bind(Class<T> type, T instance) {
    instances.put(type, instance);
    return this;
  }

  /** Uses these instances for the set of that type. */
  public <T> Wiring bindSet(Class<T> type, List<? extends T> members) {
    sets.put(type, new LinkedHashSet<>(members));
    return this;
  }

  /** The one instance of that class. */
  public <T> T get(Class<T> type) {
    Object known = instances.get(type);
    if (known == null) {
      known = make(type);
      instances.put(type, known);
    }
    return type.cast(known);
  }

  /** A further instance of that class, beside the one that others get. */
  public <T> T another(Class<T> type) {
    return type.cast(make(type));
  }

  private Object make(Class<?> type) {
    Constructor<?> constructor =
        Stream.of(type.getDeclaredConstructors())
            .filter(c -> c.isAnnotationPresent(Inject.class))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("nothing is bound to " + type));
    constructor.setAccessible(true);
    try {
      return constructor.newInstance(
          Stream.of(constructor.getGenericParameterTypes()).map(this::argument).toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }

  private Object argument(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType().equals(Set.class)) {
      return sets.getOrDefault((Class<?>) generic.getActualTypeArguments()[0], Set.of());
    }
    if (type instanceof ParameterizedType generic && generic.getRawType().equals(Provider.class)) {
      Class<?> provided = (Class<?>) generic.getActualTypeArguments()[0];
      return (Provider<?>) () -> get(provided);
    }
    return get((Class<?>) type);
  }
}
