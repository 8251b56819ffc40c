package io.azimuth.application.planted.crowd;

/** Planted: with those below one class more than a package holds. */
final class Crowd {}

final class Crowd2 {}

final class Crowd3 {}

final class Crowd4 {}

final class Crowd5 {}

final class Crowd6 {}

final class Crowd7 {}

final class Crowd8 {}

final class Crowd9 {}

final class Crowd10 {}

final class Crowd11 {}

final class Crowd12 {}

final class Crowd13 {}

final class Crowd14 {}

final class Crowd15 {}

final class Crowd16 {}

final class Crowd17 {}

final class Crowd18 {}

final class Crowd19 {}

final class Crowd20 {}

final class Crowd21 {}

final class Crowd22 {}

final class Crowd23 {}

final class Crowd24 {}

final class Crowd25 {}

final class Crowd26 {}

final class Crowd27 {}

final class Crowd28 {}

final class Crowd29 {}

final class Crowd30 {}

final class Crowd31 {}
