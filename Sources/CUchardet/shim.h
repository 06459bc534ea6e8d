// The charset detector, as it stands: it needs no help to be imported.
#pragma once
#include <uchardet/uchardet.h>
