/** Where backends are mounted. */
package io.azimuth.domain.mount;
