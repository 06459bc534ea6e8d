// The charset detector, as it stands.
#pragma once
#include <uchardet/uchardet.h>
