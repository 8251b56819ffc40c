/** {@code azimuth demo}: the main job from nothing, told step by step. */
package io.azimuth.bootstrap.demo;
