/** {@code sys}: the server itself, its mounts and policies (spec 2). */
package io.azimuth.application.backend.sys;
