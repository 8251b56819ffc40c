/** The life of the barrier: made once, opened at each start. */
package io.azimuth.application.seal;
